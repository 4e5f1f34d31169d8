# shellcheck shell=bash
# Helpers for the tests of the system stage: its programs run here with fakes first on the PATH.

SYSTEM_FILES=$(cd "$(dirname "${BASH_SOURCE[0]}")/../stage-system/00-system/files" && pwd)
export SYSTEM_FILES

system_setup() {
  FAKES=$BATS_TEST_TMPDIR/fakes
  CALLS=$BATS_TEST_TMPDIR/calls
  mkdir -p "$FAKES"
  : >"$CALLS"
  export PATH=$FAKES:$PATH CALLS
}

# fake NAME [BODY]: a program that notes how it was called, then runs BODY.
fake() {
  # shellcheck disable=SC2016 # for the fake to expand
  printf '#!/bin/bash\necho "%s $*" >>"$CALLS"\n%s\n' "$1" "${2:-}" >"$FAKES/$1"
  chmod +x "$FAKES/$1"
}

called() { grep -qE -- "$1" "$CALLS"; }

not_called() { [[ $(grep -cE -- "$1" "$CALLS") == 0 ]]; }

program() { printf '%s/usr/lib/cydynni/%s\n' "$SYSTEM_FILES" "$1"; }

# started UNIT: the image starts it by itself.
started() { sed -n '/^STARTS=(/,/)/p' "$SYSTEM_FILES/../02-run-chroot.sh" | tr -s '() \n' '\n' | grep -qxF -- "$1"; }
