#!/usr/bin/env bats
# shellcheck disable=SC2154 # bats sets its variables
# Bundles made, checked and published with RAUC itself. Every refusal is shown beside a bundle that is taken.

setup_file() {
  ota=$(cd "$BATS_TEST_DIRNAME/.." && pwd)
  export ota dir=$BATS_FILE_TMPDIR
  (cd "$ota/.." && node_modules/.bin/rolldown --config ota/rolldown.config.mjs)
  "$ota/bundle/keys" dev "$dir/dev"
  "$ota/bundle/keys" release "$dir/release"
  mkdir -p "$dir/tree"
  seq 200000 >"$dir/tree/numbers"
  mke2fs -q -t ext4 -b 4096 -O ^has_journal -d "$dir/tree" "$dir/slot" 8M
  "$ota/bundle/make" --slot "$dir/slot" --version 1.2.3 --keys "$dir/dev" --output "$dir/good.raucb"
  echo Better >"$dir/en"
  echo Gwell >"$dir/cy"
}

check() { run "$ota/bundle/check" --keyring "$dir/dev/keyring.pem" "$@"; }

# content FORMAT ADAPTIVE: a bundle made by hand, signed by the dev key
content() {
  rm -rf "$dir/content" "$dir/hand.raucb"
  mkdir "$dir/content"
  cp "$dir/slot" "$dir/content/rootfs.img"
  printf '[update]\ncompatible=cydynni-hub-arm64\nversion=1.2.3\n[bundle]\nformat=%s\n[image.rootfs]\nfilename=rootfs.img\n%s\n' \
    "$1" "$2" >"$dir/content/manifest.raucm"
  rauc --cert="$dir/dev/bundle.cert.pem" --key="$dir/dev/bundle.key.pem" bundle "$dir/content" "$dir/hand.raucb"
}

@test "a bundle is taken by who trusts its authority" {
  check "$dir/good.raucb"
  [ "$status" -eq 0 ]
  [ "$output" = '1.2.3 cydynni-hub-arm64' ]
}

@test "a hub that trusts the release authority refuses a dev bundle" {
  run "$ota/bundle/check" --keyring "$dir/release/keyring.pem" "$dir/good.raucb"
  [ "$status" -eq 1 ]
  [[ $output == OTA_BUNDLE_REFUSED:*issuer* ]]
}

@test "a bundle for another machine is refused" {
  check --compatible other "$dir/good.raucb"
  [ "$status" -eq 1 ]
}

@test "plain format is refused" {
  content plain adaptive=block-hash-index
  check "$dir/hand.raucb"
  [ "$status" -eq 1 ]
  content verity adaptive=block-hash-index
  check "$dir/hand.raucb"
  [ "$status" -eq 0 ]
}

@test "a bundle without a block hash index is refused" {
  content verity ''
  check "$dir/hand.raucb"
  [ "$status" -eq 1 ]
  [[ $output == OTA_BUNDLE_NOT_ADAPTIVE:* ]]
}

@test "a certificate that is not for code signing is refused" {
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -days 1 -keyout "$dir/web.key" -out "$dir/web.pem" \
    -subj /CN=web -addext extendedKeyUsage=serverAuth 2>/dev/null
  run "$ota/bundle/make" --slot "$dir/slot" --version 1.2.3 --cert "$dir/web.pem" --key "$dir/web.key" \
    --keyring "$dir/web.pem" --output "$dir/web.raucb"
  [ "$status" -ne 0 ]
  [ ! -e "$dir/web.raucb" ]
}

@test "a bundle signed with a certificate that had run out is refused" {
  local ca=$dir/expired
  mkdir -p "$ca"
  : >"$ca/index.txt"
  echo 77 >"$ca/serial"
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -keyout "$ca/key.pem" -out "$ca/csr.pem" -subj /CN=expired 2>/dev/null
  printf '%s\n' '[ca]' default_ca=lab '[lab]' "database=$ca/index.txt" "serial=$ca/serial" "new_certs_dir=$ca" \
    default_md=sha256 policy=any x509_extensions=signing '[any]' commonName=supplied \
    '[signing]' keyUsage=critical,digitalSignature extendedKeyUsage=critical,codeSigning >"$ca/ca.conf"
  openssl ca -batch -config "$ca/ca.conf" -in "$ca/csr.pem" -out "$ca/cert.pem" -notext -cert "$dir/dev/keyring.pem" \
    -keyfile "$dir/dev/ca.key.pem" -startdate 20200101000000Z -enddate 20210101000000Z 2>/dev/null
  run "$ota/bundle/make" --slot "$dir/slot" --version 1.2.3 --cert "$ca/cert.pem" --key "$ca/key.pem" \
    --keyring "$dir/dev/keyring.pem" --output "$ca/x.raucb"
  [ "$status" -eq 1 ]
  [[ $output == *'certificate has expired'* ]]
  [ ! -e "$ca/x.raucb" ]
}

@test "the authority outlives every hub, and a signer its authority's patience" {
  # 29 and 9 years from now.
  openssl x509 -in "$dir/dev/keyring.pem" -noout -checkend 914544000
  openssl x509 -in "$dir/dev/bundle.cert.pem" -noout -checkend 283824000
}

@test "a key on a token signs as a key in a file does" {
  command -v softhsm2-util pkcs11-tool >/dev/null || skip "no token here: apt-get install softhsm2 opensc libengine-pkcs11-openssl"
  export SOFTHSM2_CONF=$dir/softhsm2.conf RAUC_PKCS11_PIN=1234 RAUC_PKCS11_MODULE
  RAUC_PKCS11_MODULE=$(find /usr/lib -name libsofthsm2.so | head -n 1)
  mkdir -p "$dir/tokens"
  printf 'directories.tokendir = %s\n' "$dir/tokens" >"$SOFTHSM2_CONF"
  softhsm2-util --init-token --free --label hub --pin 1234 --so-pin 1234 >/dev/null
  softhsm2-util --import "$dir/dev/bundle.key.pem" --token hub --label signing --id a1 --pin 1234 >/dev/null
  "$ota/bundle/make" --slot "$dir/slot" --version 1.2.3 --cert "$dir/dev/bundle.cert.pem" \
    --key 'pkcs11:token=hub;object=signing' --keyring "$dir/dev/keyring.pem" --output "$dir/token.raucb"
  check "$dir/token.raucb"
  [ "$status" -eq 0 ]
}

@test "the slot's label names the version, and a bundle cannot promise another" {
  cp "$dir/slot" "$dir/labelled"
  truncate -s $((8 * 1048576 + 4096)) "$dir/labelled"
  printf '\0\0\0\0SLOT_VERSION=3.1.4+abc\0' | dd of="$dir/labelled" bs=1048576 seek=8 conv=notrunc status=none
  [ "$("$ota/bundle/slot-version" "$dir/labelled")" = 3.1.4+abc ]
  run "$ota/bundle/make" --slot "$dir/labelled" --version 3.1.5 --keys "$dir/dev" --output "$dir/promise.raucb"
  [ "$status" -eq 1 ]
  [[ $output == OTA_VERSION:* ]]
  "$ota/bundle/make" --slot "$dir/labelled" --keys "$dir/dev" --output "$dir/promise.raucb"
  check "$dir/promise.raucb"
  [ "$output" = '3.1.4+abc cydynni-hub-arm64' ]
}

@test "the list of a slot's block hashes is what RAUC itself puts into a bundle" {
  node "$ota/bundle/block-hash-index.mjs" "$dir/slot" "$dir/index"
  rauc --conf=/dev/null --keyring="$dir/dev/keyring.pem" extract "$dir/good.raucb" "$dir/extracted" 2>/dev/null ||
    unsquashfs -q -n -d "$dir/extracted" "$dir/good.raucb"
  cmp "$dir/index" "$dir/extracted/rootfs.img.block-hash-index"
}

@test "truncated, changed in its signature, and HTML are refused" {
  local size
  size=$(stat -c %s "$dir/good.raucb")
  head -c $((size - 1)) "$dir/good.raucb" >"$dir/short.raucb"
  check "$dir/short.raucb"
  [ "$status" -eq 1 ]
  cp "$dir/good.raucb" "$dir/flipped.raucb"
  printf '\377' | dd of="$dir/flipped.raucb" bs=1 seek=$((size - 300)) conv=notrunc status=none
  check "$dir/flipped.raucb"
  [ "$status" -eq 1 ]
  echo '<html>Sign in</html>' >"$dir/page.raucb"
  check "$dir/page.raucb"
  [ "$status" -eq 1 ]
}

@test "make says what is missing" {
  run "$ota/bundle/make" --slot "$dir/none" --version 1.2.3 --keys "$dir/dev" --output "$dir/x"
  [[ $output == OTA_NO_SLOT:* ]]
  run "$ota/bundle/make" --slot "$dir/slot" --version 1.2 --keys "$dir/dev" --output "$dir/x"
  [[ $output == OTA_VERSION:* ]]
  head -c 5000 "$dir/slot" >"$dir/odd"
  run "$ota/bundle/make" --slot "$dir/odd" --version 1.2.3 --keys "$dir/dev" --output "$dir/x"
  [[ $output == OTA_SLOT_SIZE:* ]]
  run "$ota/bundle/make" --version 1.2.3
  [[ $output == USAGE:* ]]
}

@test "keys: kept when made again, private, and never in the repository" {
  local before
  before=$(sha256sum "$dir"/dev/*)
  "$ota/bundle/keys" dev "$dir/dev"
  [ "$(sha256sum "$dir"/dev/*)" = "$before" ]
  [ "$(stat -c %a "$dir/dev/bundle.key.pem" "$dir/dev/ca.key.pem" | sort -u)" = 600 ]
  run "$ota/bundle/keys" dev "$ota/keys"
  rmdir "$ota/keys"
  [[ $output == OTA_KEY_PLACE:* ]]
}

@test "release: bundle and manifest appear together, the target names them, and a version is published once" {
  release() {
    run "$ota/release" --publish "$dir/public" --slot "$dir/slot" --version 2.0.0 --keys "$dir/dev" \
      --notes-en "$dir/en" --notes-cy "$dir/cy" --minimum-version 1.0.0 "$@"
  }
  release --target
  [ "$status" -eq 0 ]
  local bundle=$dir/public/2.0.0/cydynni-hub-2.0.0.raucb
  [ "$(jq -r .bundle.sha256 "$dir/public/2.0.0/release.json")" = "$(sha256sum "$bundle" | cut -d' ' -f1)" ]
  [ "$(jq -r '.bundle.bytes, .notes.cy, .minimumVersion' "$dir/public/2.0.0/release.json" | paste -sd' ')" = "$(stat -c %s "$bundle") Gwell 1.0.0" ]
  [ -e "$dir/public/$(jq -r .release.bundle.url "$dir/public/target.json")" ]
  release
  [ "$status" -eq 1 ]
  [[ $output == OTA_RELEASED:* ]]
}

@test "a release's bundle carries minimum version and notes itself, whatever is in them" {
  printf '  Say "less" & C:\\more\nnow.\n\n' >"$dir/odd-en"
  printf 'Gwell yn y tŷ.\n' >"$dir/odd-cy"
  run "$ota/bundle/make" --slot "$dir/slot" --version 2.0.0 --keys "$dir/dev" --output "$dir/noted.raucb" \
    --minimum-version 1.0.0 --notes-en "$dir/odd-en" --notes-cy "$dir/odd-cy"
  [ "$status" -eq 0 ]
  check "$dir/noted.raucb"
  [ "$status" -eq 0 ]
  printf '[system]\ncompatible=cydynni-hub-arm64\nbootloader=noop\n[keyring]\npath=%s\ncheck-purpose=codesign\n' \
    "$dir/dev/keyring.pem" >"$dir/info.conf"
  rauc --conf="$dir/info.conf" --output-format=json info "$dir/noted.raucb" 2>/dev/null | jq -r .description >"$dir/description"
  jq -e '.minimumVersion == "1.0.0" and .notes.cy == "Gwell yn y tŷ."' "$dir/description"
  jq -e '.notes.en == "Say \"less\" & C:\\more\nnow."' "$dir/description"
  run "$ota/bundle/make" --slot "$dir/slot" --version 2.0.0 --keys "$dir/dev" --output "$dir/half.raucb" --notes-en "$dir/odd-en"
  [[ $output == OTA_NOTES:* ]]
}

@test "release without notes in both languages is refused, and leaves nothing" {
  run "$ota/release" --publish "$dir/none" --slot "$dir/slot" --version 3.0.0 --keys "$dir/dev" --notes-en "$dir/en"
  [[ $output == OTA_NOTES:* ]]
  [ ! -e "$dir/none" ]
}

@test "a release that fails while it is made is not there" {
  run "$ota/release" --publish "$dir/half" --slot "$dir/odd" --version 3.0.0 --keys "$dir/dev" --notes-en "$dir/en" --notes-cy "$dir/cy"
  [ "$status" -ne 0 ]
  [ ! -e "$dir/half/3.0.0" ]
}

@test "--help of each" {
  for tool in bundle/keys bundle/make bundle/check release; do
    run "$ota/$tool" --help
    [ "$status" -eq 0 ]
  done
}
