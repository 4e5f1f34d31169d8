# shellcheck shell=bash
# Makes a slot image from a root filesystem. Needs lib/state.sh.

# The image's own mke2fs, run through qemu-user: the host's may be too old to obey SOURCE_DATE_EPOCH, and equal inputs
# must give equal bytes on every host.
image_mke2fs() {
  local root=$1
  shift
  SOURCE_DATE_EPOCH=$HUB_FILE_EPOCH "$(emulator)" "$root/lib/ld-linux-aarch64.so.1" \
    --library-path "$root/usr/lib/aarch64-linux-gnu" "$root/usr/sbin/mke2fs" "$@"
}

emulator() {
  if [[ $(uname -m) == aarch64 ]]; then echo env; else echo qemu-aarch64-static; fi
}

# make_slot ROOT TARGET
make_slot() {
  local root=$1 target=$2 blocks=$((HUB_SLOT_FS_MIB * 256)) kernel_crc initrd_crc
  kernel_crc=$(crc32_for_uboot "$root/boot/vmlinuz")
  initrd_crc=$(crc32_for_uboot "$root/boot/initrd.img")
  rm -f "$target"
  truncate -s "${HUB_SLOT_FS_MIB}M" "$target"
  image_mke2fs "$root" -q -t ext4 -b 4096 -m 0 -O '^has_journal,^resize_inode,^orphan_file' -L hub-slot \
    -U "$HUB_SLOT_UUID" -E "hash_seed=$HUB_SLOT_HASH_SEED,lazy_itable_init=1,nodiscard,root_owner=0:0" \
    -d "$root" "$target" "$blocks"
  set_clock_floor "$target"
  append_verity "$target" "$blocks" "SLOT_VERSION=$HUB_VERSION" "SLOT_KERNEL_CRC=$kernel_crc" "SLOT_INITRD_CRC=$initrd_crc"
}

# systemd starts the clock no earlier than this file says; the time of the commit is the latest that a bake may know.
set_clock_floor() {
  debugfs -w -R "set_inode_field /usr/lib/clock-epoch mtime @$SOURCE_DATE_EPOCH" "$1" 2>/dev/null
  if ! debugfs -R 'stat /usr/lib/clock-epoch' "$1" 2>/dev/null | grep -q "mtime: 0x$(printf %08x "$SOURCE_DATE_EPOCH")"; then
    echo "HUB_IMAGE_CLOCK: /usr/lib/clock-epoch does not carry the commit's time" >&2
    return 1
  fi
}

# append_verity IMAGE BLOCKS NAME=VALUE…: label in block BLOCKS, verity header after it, tree behind the header
append_verity() {
  local image=$1 blocks=$2 root_hash
  shift 2
  root_hash=$(veritysetup format --data-block-size=4096 --hash-block-size=4096 --data-blocks="$blocks" \
    --hash-offset="$(((blocks + 1) * 4096))" --salt="$HUB_VERITY_SALT" --uuid="$HUB_VERITY_UUID" "$image" "$image" |
    awk '/^Root hash:/ { print $3 }')
  [[ ${#root_hash} == 64 ]]
  env_sector "SLOT_VERITY=$blocks,$((blocks + 2)),$HUB_VERITY_SALT,$root_hash" "$@" |
    dd of="$image" bs=512 seek="$((blocks * 8))" conv=notrunc status=none
  local size limit=$((HUB_SLOT_MIB * 1048576))
  size=$(stat -c %s "$image")
  if ((size > limit)); then
    echo "HUB_IMAGE_SLOT_FULL: the slot takes $size bytes, the partition has $limit" >&2
    return 1
  fi
}
