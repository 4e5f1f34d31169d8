# shellcheck shell=bash
# The list of one image for Raspberry Pi Imager (its os_list format). Imager resolves nothing relative: files are named by
# where they will be served (HUB_RELEASE_URL), or by where they lie on this computer.

# address_of FILE
address_of() {
  if [[ -n ${HUB_RELEASE_URL:-} ]]; then
    jq -rn --arg base "${HUB_RELEASE_URL%/}" --arg name "${1##*/}" '"\($base)/\($name | @uri)"'
  else
    jq -rn --arg path "$(realpath "$1")" '"file://" + ($path | split("/") | map(@uri) | join("/"))'
  fi
}

# write_manifest IMAGE IMAGE_SUM PACKED PACKED_SUM ICON
write_manifest() {
  jq -n --arg version "$HUB_VERSION" --arg date "$IMG_DATE" --arg url "$(address_of "$3")" --arg icon "$(address_of "$5")" \
    --argjson size "$(stat -c %s "$1")" --arg sum "$2" --argjson packedSize "$(stat -c %s "$3")" --arg packedSum "$4" \
    '{ os_list: [{
        name: "CydYnni Hub \($version)",
        description: "Home energy hub of a community electricity club",
        icon: $icon, url: $url, release_date: $date,
        extract_size: $size, extract_sha256: $sum,
        image_download_size: $packedSize, image_download_sha256: $packedSum,
        devices: ["pi3-64bit", "pi4-64bit"], init_format: "none"
      }] }'
}
