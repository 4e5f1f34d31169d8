#!/bin/bash
# The stage starts from a copy of the stage before it.
set -euo pipefail

main() {
  if [[ ! -d ${ROOTFS_DIR:?} ]]; then
    copy_previous
  fi
}

main "$@"
