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

# Which tool comes with which package is in packages_for of ./hub; this is only a look before the work begins.
readonly BAKE_TOOLS=(
  mmdebstrap arch-test qemu-aarch64-static capsh unshare zstd xz mke2fs veritysetup genimage mcopy mkfs.vfat mkimage
  mkenvimage bmaptool jq aarch64-linux-gnu-strip openssl rauc mksquashfs git
)

require_bake_tools() {
  require_tools image "${BAKE_TOOLS[@]}"
}

# require_tools COMMAND TOOL…: COMMAND is the one of ./hub that needs them
require_tools() {
  local tool command=$1 missing=()
  shift
  PATH=$PATH:/usr/sbin:/sbin
  for tool in "$@"; do
    command -v "$tool" >/dev/null || missing+=("$tool")
  done
  ((${#missing[@]} == 0)) || fail HUB_IMAGE_TOOLS "not installed here: ${missing[*]}" "install what it needs: ./hub prepare $command"
}
