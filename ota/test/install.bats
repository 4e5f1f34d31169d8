#!/usr/bin/env bats
# shellcheck disable=SC2154 # bats sets its variables
# What goes into the image, and what must not.

setup() {
  ota=$(cd "$BATS_TEST_DIRNAME/.." && pwd)
  root=$BATS_TEST_TMPDIR/root dist=$BATS_TEST_TMPDIR/dist
  mkdir -p "$root/usr" "$dist"
  for program in boot-state agent health release; do echo "// $program" >"$dist/$program.mjs"; done
  "$ota/bundle/keys" dev "$BATS_TEST_TMPDIR/keys"
  keyring=$BATS_TEST_TMPDIR/keys/keyring.pem
}

@test "every program a unit or RAUC names is there, and nothing that only the team needs" {
  "$ota/install" "$root" "$keyring" "$dist"
  local path count=0
  while IFS= read -r path; do
    [ -e "$root$path" ]
    count=$((count + 1))
  done < <(grep -ohE '/usr/lib/cydynni/ota/[a-z.-]+' "$root"/usr/lib/systemd/system/* "$root/etc/rauc/system.conf")
  [ "$count" -ge 4 ]
  [ -x "$root/usr/lib/cydynni/ota/boot-state" ]
  [ ! -e "$root/usr/lib/cydynni/ota/release.mjs" ]
  [ -L "$root/etc/systemd/system/multi-user.target.wants/hub-health.service" ]
}

@test "twice gives the same" {
  "$ota/install" "$root" "$keyring" "$dist"
  before=$(cd "$root" && find . -type f -exec sha256sum {} + | sort)
  "$ota/install" "$root" "$keyring" "$dist"
  [ "$(cd "$root" && find . -type f -exec sha256sum {} + | sort)" = "$before" ]
}

@test "a keyring with a private key in it is refused" {
  cat "$BATS_TEST_TMPDIR/keys/bundle.key.pem" >>"$keyring"
  run "$ota/install" "$root" "$keyring" "$dist"
  [ "$status" -eq 1 ]
  [[ $output == OTA_KEYRING_PRIVATE:* ]]
}

@test "no keyring, no root, no programs: said by code" {
  run "$ota/install" "$root" /dev/null "$dist"
  [[ $output == OTA_NO_KEYRING:* ]]
  run "$ota/install" "$BATS_TEST_TMPDIR/nowhere" "$keyring" "$dist"
  [[ $output == OTA_NO_ROOT:* ]]
  rm "$dist/health.mjs"
  run "$ota/install" "$root" "$keyring" "$dist"
  [[ $output == OTA_NOT_BUILT:* ]]
  run "$ota/install"
  [ "$status" -eq 2 ]
}
