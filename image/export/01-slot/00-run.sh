#!/bin/bash
# The slot: what a release consists of. ext4, then one label sector in a block of its own, then the dm-verity tree.
set -euo pipefail

# shellcheck source=image/lib/state.sh
source "$HUB_IMAGE_DIR/lib/state.sh"
# shellcheck source=image/lib/slot.sh
source "$HUB_IMAGE_DIR/lib/slot.sh"

# Left over from baking: useless on a sealed root, different in every bake, or secret.
clean() {
  local root=$1
  rm -rf "$root"/usr/sbin/policy-rc.d "$root"/var/lib/apt/lists "$root"/etc/apt/sources.list* "$root"/var/lib/dpkg/*-old \
    "$root"/etc/{passwd,group,shadow,gshadow,subuid,subgid}- "$root"/etc/ssh/ssh_host_* "$root"/etc/ssl/private/* \
    "$root"/var/lib/systemd/random-seed "$root"/root/.[!.]* "$root"/var/lib/mysql/* "$root"/var/lib/redis/* "$root"/.[!.]*
  : >"$root/usr/lib/clock-epoch.new"
  mv "$root/usr/lib/clock-epoch.new" "$root/usr/lib/clock-epoch"
  ln -sfn /run/systemd/resolve/stub-resolv.conf "$root/etc/resolv.conf"
  find "$root"/var/{cache,log,tmp} "$root"/{tmp,run,dev,proc,sys} -mindepth 1 -delete
}

# The day of a password's last change is the day of the bake; there are no passwords.
fix_shadow() {
  local shadow=$1/etc/shadow
  awk -F: -v OFS=: -v day="$((HUB_FILE_EPOCH / 86400))" '{ $3 = day; print }' "$shadow" >"$shadow.new"
  chown --reference="$shadow" "$shadow.new"
  chmod --reference="$shadow" "$shadow.new"
  mv "$shadow.new" "$shadow"
}

main() {
  local slot=$STAGE_WORK_DIR/parts/slot.img
  clean "$ROOTFS_DIR"
  fix_shadow "$ROOTFS_DIR"
  make_slot "$ROOTFS_DIR" "$slot"
  printf 'slot: %s of %s MiB used\n' "$(du -sm --apparent-size "$ROOTFS_DIR" | cut -f1)" "$HUB_SLOT_FS_MIB"
}

main "$@"
