#!/bin/bash
# The hub's own programs, as built into dist/, and the file that says which release this is.
set -euo pipefail

require_built() {
  local path
  for path in "$@"; do
    if [[ ! -e $path ]]; then
      echo "HUB_IMAGE_NOT_BUILT: ${path#"$HUB_REPO_DIR"/} is missing; run ./hub image, which builds it first" >&2
      return 1
    fi
  done
}

copy_tree() {
  mkdir -p "$2"
  cp -R --no-preserve=mode,ownership "$1/." "$2/"
}

write_release() {
  local to=$1/usr/lib/cydynni/release
  # hub-api takes HUB_VERSION from here: what it says of itself is what the health gate expects of this slot.
  printf 'VERSION=%s\nHUB_VERSION=%s\nCOMMIT=%s\nBUILD_TIME=%s\n' "$HUB_VERSION" "$HUB_VERSION" "$GIT_HASH" \
    "$SOURCE_DATE_EPOCH" >"$to"
  # A copy, since os-release is also reached through the link /etc/os-release.
  sed -i -e '/^IMAGE_ID=/d' -e '/^IMAGE_VERSION=/d' "$1/usr/lib/os-release"
  printf 'IMAGE_ID=%s\nIMAGE_VERSION=%s\n' "$IMG_NAME" "$HUB_VERSION" >>"$1/usr/lib/os-release"
}

main() {
  local dist=${HUB_DIST_DIR:-$HUB_REPO_DIR/dist} to=$ROOTFS_DIR/usr/lib/cydynni
  require_built "$dist"/apps/hub-api/{main.mjs,program.js} "$dist/apps/kiosk/browser/index.html" "$dist"/{provisioning,ota}
  mkdir -p "$to/hub-api"
  install -m 644 "$dist"/apps/hub-api/{main.mjs,program.js} "$to/hub-api/"
  copy_tree "$dist/apps/kiosk/browser" "$to/kiosk"
  mkdir -p "$to/provisioning"
  install -m 644 "$dist"/provisioning/*.mjs "$to/provisioning/"
  write_release "$ROOTFS_DIR"
  "$HUB_REPO_DIR/ota/install" "$ROOTFS_DIR" "${HUB_UPDATE_KEYRING:-$HUB_REPO_DIR/.hub/update-keys/keyring.pem}" "$dist/ota"
}

main "$@"
