# shellcheck shell=bash
# The functions that pi-gen exports to stage scripts, for bakes without pi-gen. The bake runs in mount and process
# namespaces of its own (see image/build), so whatever is mounted here ends with it, however it ends.

log() {
  printf '[%(%H:%M:%S)T] %s\n' -1 "$*" >>"$LOG_FILE"
}

bootstrap() {
  # pi-gen's order: suite, target directory, mirror.
  local suite=$1 target=$2 mirror=${3:-}
  mmdebstrap --mode=root --variant=minbase --format=directory --arch="$ARCH" --include=ca-certificates \
    "$suite" "$target" ${mirror:+"$mirror"}
}

copy_previous() {
  if [[ ! -d ${PREV_ROOTFS_DIR:-} ]]; then
    echo "HUB_IMAGE_NO_PREVIOUS: ${STAGE:-this stage} has no previous root filesystem to copy" >&2
    return 1
  fi
  mkdir -p "$ROOTFS_DIR"
  cp -a --reflink=auto "$PREV_ROOTFS_DIR/." "$ROOTFS_DIR/"
  rm -rf "$ROOTFS_DIR/var/cache/apt/archives"
}

unmount() {
  local dir
  dir=$(realpath -m "${1:-$PWD}")
  # Deepest first: the order in which nested mounts can be taken away.
  findmnt -rno TARGET | awk -v d="$dir" '$0 == d || index($0, d "/") == 1' | sort -r | xargs -r umount
}

unmount_image() {
  local loop
  loop=$(losetup -n -O NAME -j "$1")
  [[ -z $loop ]] && return
  losetup -d "$loop"
}

chroot_mount() {
  local target="$ROOTFS_DIR/$1"
  shift
  mkdir -p "$target"
  mountpoint -q "$target" || mount "$@" "$target"
}

# The root's own resolv.conf is a link to a service that does not run here; the export puts that link in place.
lend_resolver() {
  if [[ -d $ROOTFS_DIR/etc && -e /etc/resolv.conf ]]; then
    cp --remove-destination /etc/resolv.conf "$ROOTFS_DIR/etc/resolv.conf"
  fi
}

on_chroot() {
  lend_resolver
  chroot_mount proc -t proc proc
  chroot_mount dev --bind /dev
  chroot_mount dev/pts --bind /dev/pts
  chroot_mount sys --bind /sys
  chroot_mount run -t tmpfs tmpfs
  chroot_mount tmp -t tmpfs tmpfs
  capsh --drop=cap_setfcap "--chroot=$ROOTFS_DIR/" -- -e "$@"
}

update_issue() {
  printf '%s %s\nGenerated using %s, %s, %s, %s\n' \
    "$PI_GEN_RELEASE" "$IMG_DATE" "$PI_GEN" "$PI_GEN_REPO" "$GIT_HASH" "$1" >"$ROOTFS_DIR/etc/rpi-issue"
}

ensure_next_loopdev() {
  local loop
  loop=$(losetup -f)
  [[ -b $loop ]] || mknod "$loop" b 7 "${loop#/dev/loop}"
}

ensure_loopdev_partitions() {
  local name numbers
  while read -r name numbers; do
    [[ /dev/$name == "$1" || -b /dev/$name ]] || mknod "/dev/$name" b "${numbers%:*}" "${numbers#*:}"
  done < <(lsblk -rno NAME,MAJ:MIN "$1")
}

export_pigen_functions() {
  export -f log bootstrap copy_previous unmount unmount_image chroot_mount lend_resolver on_chroot update_issue \
    ensure_next_loopdev ensure_loopdev_partitions
}
