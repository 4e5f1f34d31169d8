# shellcheck shell=bash
# What the machine that bakes or boots an image must have, and how a script of this folder says that it cannot go on.

# fail CODE WHAT DO
fail() {
  printf '%s: %s\n  %s\n' "$1" "$2" "$3" >&2
  exit 2
}

require_root() {
  [[ $(id -u) == 0 ]] || fail HUB_IMAGE_NOT_ROOT "the bake unpacks a root filesystem and needs root" "run it with sudo"
}

# tool:package, as Debian 12 and 13 name them
readonly BAKE_TOOLS=(
  mmdebstrap:mmdebstrap qemu-aarch64-static:qemu-user-static capsh:libcap2-bin unshare:util-linux zstd:zstd xz:xz-utils
  mke2fs:e2fsprogs veritysetup:cryptsetup-bin genimage:genimage mcopy:mtools mkfs.vfat:dosfstools mkimage:u-boot-tools
  mkenvimage:u-boot-tools bmaptool:bmap-tools jq:jq aarch64-linux-gnu-strip:binutils-aarch64-linux-gnu openssl:openssl
  rauc:rauc mksquashfs:squashfs-tools
)

require_host_tools() {
  require_tools "${BAKE_TOOLS[@]}"
}

require_tools() {
  local pair missing=()
  PATH=$PATH:/usr/sbin:/sbin
  for pair in "$@"; do
    command -v "${pair%%:*}" >/dev/null || missing+=("${pair##*:}")
  done
  ((${#missing[@]} == 0)) && return
  echo "installing what is missing here: ${missing[*]}"
  DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "${missing[@]}" >/dev/null ||
    fail HUB_IMAGE_TOOLS "could not install ${missing[*]}" "run apt-get update, then apt-get install ${missing[*]}"
}
