#!/bin/bash
# What people download and what tools check: .img.xz, .bmap, SBOM, Raspberry Pi Imager manifest, SHA256SUMS. The raw
# image and the slot stay beside them for ./hub boot and for update bundles.
set -euo pipefail

# shellcheck source=image/lib/sbom.sh
source "$HUB_IMAGE_DIR/lib/sbom.sh"
# shellcheck source=image/lib/pack.sh
source "$HUB_IMAGE_DIR/lib/pack.sh"

# The format of Raspberry Pi Imager's os_list; the address may be relative to where the manifest is served.
manifest() {
  local image=$1 packed=$2
  jq -n --arg version "$HUB_VERSION" --arg date "$IMG_DATE" --arg url "${HUB_RELEASE_URL:-.}/${packed##*/}" \
    --argjson size "$(stat -c %s "$image")" --arg sum "$(sha256sum "$image" | cut -d' ' -f1)" \
    --argjson packedSize "$(stat -c %s "$packed")" --arg packedSum "$(sha256sum "$packed" | cut -d' ' -f1)" \
    '{ os_list: [{
        name: "CydYnni Hub \($version)",
        description: "Home energy hub of a community electricity club",
        url: $url, release_date: $date,
        extract_size: $size, extract_sha256: $sum,
        image_download_size: $packedSize, image_download_sha256: $packedSum,
        devices: ["pi3-64bit", "pi4-64bit"], init_format: "none"
      }] }'
}

main() {
  local image=$DEPLOY_DIR/$IMG_NAME.img
  rm -f "$DEPLOY_DIR/$IMG_NAME".* "$DEPLOY_DIR/SHA256SUMS"
  mv "$STAGE_WORK_DIR/disk/$IMG_NAME.img" "$image"
  mv "$STAGE_WORK_DIR/parts/slot.img" "$DEPLOY_DIR/$IMG_NAME.slot"
  bmaptool create -o "$DEPLOY_DIR/$IMG_NAME.bmap" "$image"
  pack_image "$image" "$DEPLOY_DIR/$IMG_NAME.bmap" "${HUB_IMAGE_CACHE:-$STAGE_WORK_DIR}/pieces" "$image.xz"
  write_sbom "$ROOTFS_DIR" "$HUB_REPO_DIR/package-lock.json" >"$DEPLOY_DIR/$IMG_NAME.cdx.json"
  manifest "$image" "$image.xz" >"$DEPLOY_DIR/$IMG_NAME.rpi-imager.json"
  (cd "$DEPLOY_DIR" && sha256sum "$IMG_NAME".{img.xz,bmap,cdx.json,rpi-imager.json,slot} >SHA256SUMS)
  ls -ls "$DEPLOY_DIR"
}

main "$@"
