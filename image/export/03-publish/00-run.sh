#!/bin/bash
# What people download and what tools check: .img.xz, .bmap, SBOM, Raspberry Pi Imager manifest, SHA256SUMS. The raw
# image and the slot stay beside them for ./hub boot and for update bundles.
set -euo pipefail

# shellcheck source=image/lib/pack.sh
source "$HUB_IMAGE_DIR/lib/pack.sh"
# shellcheck source=image/lib/manifest.sh
source "$HUB_IMAGE_DIR/lib/manifest.sh"

# Each large file is read once: the sums of image and download are taken while they are packed, the slot's is known.
sums() {
  printf '%s  %s\n' "$PACKED_SUM" "$IMG_NAME.img.xz" "$(cat "$STAGE_WORK_DIR/slot.sum")" "$IMG_NAME.slot"
  sha256sum "$IMG_NAME".{bmap,cdx.json,rpi-imager.json,svg}
}

main() {
  local at=$DEPLOY_DIR/$IMG_NAME
  rm -f "$at".* "$DEPLOY_DIR/SHA256SUMS"
  mv "$STAGE_WORK_DIR/disk/$IMG_NAME.img" "$at.img"
  mv "$STAGE_WORK_DIR/parts/slot.img" "$at.slot"
  bmaptool create -o "$at.bmap" "$at.img"
  pack_image "$at.img" "$at.bmap" "${HUB_IMAGE_CACHE:-$STAGE_WORK_DIR}/pieces" "$at.img.xz"
  cp "$HUB_REPO_DIR/apps/kiosk/public/icon.svg" "$at.svg"
  node "$HUB_IMAGE_DIR/lib/sbom.mjs" "$ROOTFS_DIR" "$HUB_REPO_DIR/package-lock.json" >"$at.cdx.json"
  write_manifest "$at.img" "$IMAGE_SUM" "$at.img.xz" "$PACKED_SUM" "$at.svg" >"$at.rpi-imager.json"
  (cd "$DEPLOY_DIR" && sums >SHA256SUMS)
  ls -ls "$DEPLOY_DIR"
}

main "$@"
