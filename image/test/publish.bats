#!/usr/bin/env bats
# What the export publishes, on a small image and a small root: sums taken in passing, Imager's list, the bill of materials.

setup() {
  repo=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
  T=$BATS_TEST_TMPDIR
  export STAGE_WORK_DIR=$T IMG_NAME=hub HUB_VERSION=1.2.3 RELEASE=trixie IMG_DATE=2026-01-01 SOURCE_DATE_EPOCH=1767225600
}

@test "image and download are packed and summed in one pass" {
  # shellcheck source=image/lib/pack.sh
  source "$repo/image/lib/pack.sh"
  truncate -s 64M "$T/hub.img"
  head -c 3000000 /dev/urandom | dd of="$T/hub.img" bs=1M seek=20 conv=notrunc status=none
  sync "$T/hub.img"
  bmaptool -q create -o "$T/hub.bmap" "$T/hub.img"
  pack_image "$T/hub.img" "$T/hub.bmap" "$T/store" "$T/hub.img.xz"
  [[ $IMAGE_SUM == "$(sha256sum "$T/hub.img" | cut -d' ' -f1)" ]]
  [[ $PACKED_SUM == "$(sha256sum "$T/hub.img.xz" | cut -d' ' -f1)" ]]
  cmp <(xz -dc "$T/hub.img.xz") "$T/hub.img"
}

manifest() {
  # shellcheck source=image/lib/manifest.sh
  source "$repo/image/lib/manifest.sh"
  mkdir -p "$T/a folder"
  echo image >"$T/a folder/hub.img"
  echo packed >"$T/a folder/hub.img.xz"
  echo icon >"$T/a folder/hub.svg"
  local sum
  sum=$(echo image | sha256sum | cut -d' ' -f1)
  write_manifest "$T/a folder/hub.img" "$sum" "$T/a folder/hub.img.xz" "$sum" "$T/a folder/hub.svg" >"$T/manifest.json"
}

@test "Imager's list is valid by its schema, and names files on this computer by their whole address" {
  manifest
  node "$repo/image/test/valid.mjs" "$repo/image/test/rpi-imager.schema.json" "$T/manifest.json"
  [[ $(jq -r '.os_list[0].url' "$T/manifest.json") == "file://$T/a%20folder/hub.img.xz" ]]
}

@test "Imager's list names files that will be served by where they will be" {
  export HUB_RELEASE_URL=https://club.example/releases/
  manifest
  node "$repo/image/test/valid.mjs" "$repo/image/test/rpi-imager.schema.json" "$T/manifest.json"
  [[ $(jq -r '.os_list[0] | .url, .icon' "$T/manifest.json") == $'https://club.example/releases/hub.img.xz\nhttps://club.example/releases/hub.svg' ]]
}

@test "the schema refuses a list without an icon, and a relative address" {
  manifest
  for change in 'del(.os_list[0].icon)' '.os_list[0].url = "./hub.img.xz"' '.os_list[0].icon = "hub.svg"' '.os_list[0].extract_size = "5"' 'del(.os_list)'; do
    jq "$change" "$T/manifest.json" >"$T/wrong.json"
    run node "$repo/image/test/valid.mjs" "$repo/image/test/rpi-imager.schema.json" "$T/wrong.json"
    [[ $status != 0 ]]
  done
}

bill() {
  mkdir -p "$T/root/var/lib/dpkg"
  cat >"$T/root/var/lib/dpkg/status" <<'END'
Package: broker
Status: install ok installed
Architecture: arm64
Version: 2.0-1
Pre-Depends: init (>= 1)
Depends: libc (>= 2.38), tls | other-tls,
 mail-agent
Description: sentences
 Depends: nothing

Package: libc
Status: install ok installed
Architecture: arm64
Version: 2.41

Package: other-tls
Status: install ok installed
Architecture: arm64
Version: 3:1

Package: init
Status: install ok installed
Architecture: all
Version: 1

Package: exim
Status: install ok installed
Architecture: arm64
Version: 4
Provides: mail-agent (= 1)

Package: gone
Status: deinstall ok config-files
Architecture: arm64
Version: 1
END
  cat >"$T/lock.json" <<'END'
{"packages": {
  "": {"name": "hub"},
  "node_modules/a": {"version": "1.0.0", "license": "MIT", "integrity": "sha512-AAEC", "dependencies": {"b": "^1", "@s/c": "^1"}},
  "node_modules/b": {"version": "2.0.0"},
  "node_modules/a/node_modules/b": {"version": "1.5.0", "dependencies": {"@s/c": "*"}},
  "node_modules/@s/c": {"version": "1.0.0"},
  "node_modules/tool": {"version": "1.0.0", "dev": true}
}}
END
  node "$repo/image/lib/sbom.mjs" "$T/root" "$T/lock.json" >"$T/bill.json"
}

needs() { jq -c --arg ref "$1" '.dependencies[] | select(.ref == $ref) | .dependsOn' "$T/bill.json"; }

@test "the bill of materials says what needs what, by Debian's names and alternatives and by Node's folders" {
  bill
  [[ $(needs 'pkg:deb/debian/broker@2.0-1?arch=arm64&distro=trixie') == '["pkg:deb/debian/exim@4?arch=arm64&distro=trixie","pkg:deb/debian/init@1?arch=all&distro=trixie","pkg:deb/debian/libc@2.41?arch=arm64&distro=trixie","pkg:deb/debian/other-tls@3%3A1?arch=arm64&distro=trixie"]' ]]
  [[ $(needs 'pkg:npm/a@1.0.0') == '["pkg:npm/%40s/c@1.0.0","pkg:npm/b@1.5.0"]' ]]
  [[ $(needs 'pkg:npm/b@1.5.0') == '["pkg:npm/%40s/c@1.0.0"]' ]]
  [[ $(needs 'hub@1.2.3' | jq length) == 9 ]]
}

@test "every component has a reference of its own, every dependency one that is there, the bill a number that only it has" {
  bill
  jq -e '[.components[]["bom-ref"]] | length == 9 and length == (unique | length)' "$T/bill.json"
  jq -e '([.components[]["bom-ref"]] + [.metadata.component["bom-ref"]]) as $all | [.dependencies[] | .ref, .dependsOn[]] - $all == []' "$T/bill.json"
  jq -e '.serialNumber | test("^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")' "$T/bill.json"
  jq -e 'any(.components[]; .name == "a" and .hashes[0].content == "000102" and .licenses[0].license.name == "MIT")' "$T/bill.json"
  local first
  first=$(jq -r .serialNumber "$T/bill.json")
  HUB_VERSION=1.2.4 bill
  [[ $(jq -r .serialNumber "$T/bill.json") != "$first" ]]
}
