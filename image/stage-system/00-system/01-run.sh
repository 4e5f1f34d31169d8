#!/bin/bash
# Lays the system's files into the root filesystem: programs 0755, everything else 0644, all owned by root.
set -euo pipefail

lay_file() {
  local source=$1 target=${ROOTFS_DIR:?}/${1#files/} mode=0644
  [[ -x $source ]] && mode=0755
  install -D -o root -g root -m "$mode" "$source" "$target"
}

# A stage behind this one may install packages: it asks the names that this computer asks. The export puts the hub's own
# resolver in place.
lend_resolver() {
  mkdir -p "$ROOTFS_DIR/etc"
  cp --remove-destination /etc/resolv.conf "$ROOTFS_DIR/etc/resolv.conf"
}

main() {
  lend_resolver
  local file
  while IFS= read -r -d '' file; do lay_file "$file"; done < <(find files -type f -print0 | sort -z)
}

main "$@"
