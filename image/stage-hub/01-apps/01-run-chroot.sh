#!/bin/bash
# Inside the root filesystem: what V8 makes of hub-api's text is kept beside it, so that no start has to make it.
set -euo pipefail

UNIT=/usr/lib/systemd/system/hub-api.service
# With these two bakes mostly differ in no more than a few serial numbers of functions that were made in the same moment.
ALIKE=(--hash-seed=1 --random-seed=1 --single-threaded-gc --initial-old-space-size=190 --no-memory-reducer)

main() {
  local start
  # V8 takes what was kept only with the switches it was kept with: the unit's.
  read -r -a start < <(sed -n 's/^ExecStart=//p' "$UNIT")
  "${start[@]:0:${#start[@]}-1}" "${ALIKE[@]}" "${start[-1]}" --write-code-cache
  chmod 644 "${start[-1]%/*}/program.code"
}

main "$@"
