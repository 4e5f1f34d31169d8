#!/bin/bash
# Lays the system's files into the root filesystem: programs 0755, everything else 0644, all owned by root.
set -euo pipefail

lay_file() {
  local source=$1 target=${ROOTFS_DIR:?}/${1#files/} mode=0644
  [[ -x $source ]] && mode=0755
  install -D -o root -g root -m "$mode" "$source" "$target"
}

main() {
  local file
  while IFS= read -r -d '' file; do lay_file "$file"; done < <(find files -type f -print0 | sort -z)
}

main "$@"
