# shellcheck shell=bash
# Makes this machine run programs of another architecture through qemu-user. Where it is not registered, the
# registration is mounted inside the bake's own mount namespace and is gone when the bake ends.

binfmt_ready() {
  local arch=$1 registry=/proc/sys/fs/binfmt_misc
  [[ $(dpkg --print-architecture) == "$arch" ]] && return
  [[ $arch == arm64 ]] || return 0
  [[ -e $registry/register ]] || mount -t binfmt_misc binfmt_misc "$registry"
  compgen -G "$registry/qemu-aarch64*" >/dev/null && return
  local entry=/usr/lib/binfmt.d/qemu-aarch64.conf
  if [[ ! -f $entry ]]; then
    echo "HUB_IMAGE_BINFMT: $entry is missing; install qemu-user-static" >&2
    return 1
  fi
  grep '^:' "$entry" >"$registry/register"
}
