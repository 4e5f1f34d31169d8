#!/usr/bin/env bats
# shellcheck disable=SC2154 # bats sets its variables
# RAUC's backend and the wrapper of the boot-state tool, with fakes.

setup() {
  ota=$(cd "$BATS_TEST_DIRNAME/.." && pwd)
  backend=$ota/rauc/bootloader-backend
  export HUB_BOOT_STATE=$BATS_TEST_TMPDIR/boot-state HUB_CMDLINE=$BATS_TEST_TMPDIR/cmdline
  printf '#!/bin/sh\necho "asked: $*"\n' >"$HUB_BOOT_STATE"
  chmod +x "$HUB_BOOT_STATE"
  echo 'root=PARTUUID=1 ro rauc.slot=B hub.slot=B quiet' >"$HUB_CMDLINE"
}

asks() {
  run "$backend" "${@:2}"
  [ "$status" -eq 0 ]
  [ "$output" = "$1" ]
}

@test "get-primary" { asks 'asked: get primary' get-primary; }
@test "set-primary" { asks 'asked: set-primary A' set-primary A; }
@test "get-state" { asks 'asked: get state B' get-state B; }
@test "set-state good" { asks 'asked: mark good B' set-state B good; }
@test "set-state bad" { asks 'asked: mark bad A' set-state A bad; }
@test "get-current comes from the kernel command line" { asks B get-current; }

@test "get-current without a slot on the command line is an error with a code" {
  echo 'root=/dev/sda1 xrauc.slot=A rauc.slot=C' >"$HUB_CMDLINE"
  run "$backend" get-current
  [ "$status" -eq 1 ]
  [[ $output == BOOT_SLOT_UNKNOWN:* ]]
}

@test "a failure of the tool is a failure of the backend" {
  printf '#!/bin/sh\nexit 1\n' >"$HUB_BOOT_STATE"
  run "$backend" set-primary A
  [ "$status" -eq 1 ]
}

@test "anything else is refused with the usage" {
  for words in '' 'get-primary A' 'set-primary' 'set-state A' 'boot' 'get-state'; do
    # shellcheck disable=SC2086 # words are meant to split
    run "$backend" $words
    [ "$status" -eq 2 ]
    [[ $output == *get-current* ]]
  done
}

@test "--help" {
  run "$backend" --help
  [ "$status" -eq 0 ]
}

@test "the wrapper passes words and status on, and waits while another holds the lock" {
  local program=$BATS_TEST_TMPDIR/program log=$BATS_TEST_TMPDIR/log
  printf 'echo "$* begins" >>"%s"; sleep 0.3; echo "$* ends" >>"%s"; exit 3\n' "$log" "$log" >"$program"
  export HUB_NODE=/bin/sh HUB_BOOT_STATE_PROGRAM=$program HUB_BOOT_STATE_LOCK=$BATS_TEST_TMPDIR/lock
  "$ota/boot-state/boot-state" one one &
  first=$!
  "$ota/boot-state/boot-state" two two &
  second=$!
  wait "$first" || [ $? -eq 3 ]
  wait "$second" || [ $? -eq 3 ]
  # Never one between the begin and the end of another.
  [ "$(awk '{ print $NF }' "$log" | paste -sd' ')" = 'begins ends begins ends' ]
}
