# shellcheck shell=bash
# Makes a slot image from a root filesystem. Needs lib/state.sh.

# mke2fs takes change times from the host and, before 1.47.1, knows no SOURCE_DATE_EPOCH: the times that a bake writes are
# set before (modified) and after it (changed, read, created). It orders files by name, so nothing else depends on the host.
fix_modified_times() {
  find "$1" -newermt "@$HUB_FILE_EPOCH" -exec touch -h -d "@$HUB_FILE_EPOCH" {} +
}

fix_other_times() {
  local image=$1 count free number
  count=$(dumpe2fs -h "$image" 2>/dev/null | awk '/^Inode count:/ { print $3 }')
  free=$(dumpe2fs -h "$image" 2>/dev/null | awk '/^Free inodes:/ { print $3 }')
  # A new file system hands out inodes in sequence: 2 is the root, 11 the first of a file.
  for number in 2 $(seq 11 "$((count - free))"); do
    printf 'set_inode_field <%d> %s @%d\n' "$number" ctime "$HUB_FILE_EPOCH" "$number" atime "$HUB_FILE_EPOCH" \
      "$number" crtime "$HUB_FILE_EPOCH"
  done >"$image.times"
  # Without the variable debugfs notes the present time in the super block.
  E2FSPROGS_FAKE_TIME=$HUB_FILE_EPOCH debugfs -w -f "$image.times" "$image" >/dev/null 2>&1
  rm -f "$image.times"
}

# make_slot ROOT TARGET
make_slot() {
  local root=$1 target=$2 blocks=$((HUB_SLOT_FS_MIB * 256)) crcs
  mapfile -t crcs < <(label_crcs "$root/boot/vmlinuz" SLOT_KERNEL_CRC && label_crcs "$root/boot/initrd.img" SLOT_INITRD_CRC)
  rm -f "$target"
  truncate -s "${HUB_SLOT_FS_MIB}M" "$target"
  fix_modified_times "$root"
  E2FSPROGS_FAKE_TIME=$HUB_FILE_EPOCH mke2fs -q -t ext4 -b 4096 -m 0 -O '^has_journal,^resize_inode,^orphan_file' -L hub-slot \
    -U "$HUB_SLOT_UUID" -E "hash_seed=$HUB_SLOT_HASH_SEED,lazy_itable_init=1,nodiscard,root_owner=0:0" \
    -d "$root" "$target" "$blocks"
  fix_other_times "$target"
  set_clock_floor "$target"
  append_verity "$target" "$blocks" "SLOT_VERSION=$HUB_VERSION" "${crcs[@]}"
}

# systemd starts the clock no earlier than this file says; the time of the commit is the latest that a bake may know.
set_clock_floor() {
  E2FSPROGS_FAKE_TIME=$HUB_FILE_EPOCH debugfs -w -R "set_inode_field /usr/lib/clock-epoch mtime @$SOURCE_DATE_EPOCH" "$1" 2>/dev/null
  if ! debugfs -R 'stat /usr/lib/clock-epoch' "$1" 2>/dev/null | grep -q "mtime: 0x$(printf %08x "$SOURCE_DATE_EPOCH")"; then
    echo "HUB_IMAGE_CLOCK: /usr/lib/clock-epoch does not carry the commit's time" >&2
    return 1
  fi
}

# append_verity IMAGE BLOCKS NAME=VALUE…: label in block BLOCKS, verity header after it, tree behind the header
append_verity() {
  local image=$1 blocks=$2 root_hash
  shift 2
  root_hash=$(veritysetup format --data-block-size=4096 --hash-block-size=4096 --data-blocks="$blocks" \
    --hash-offset="$(((blocks + 1) * 4096))" --salt="$HUB_VERITY_SALT" --uuid="$HUB_VERITY_UUID" "$image" "$image" |
    awk '/^Root hash:/ { print $3 }')
  [[ ${#root_hash} == 64 ]]
  env_sector "SLOT_VERITY=$blocks,$((blocks + 2)),$HUB_VERITY_SALT,$root_hash" "$@" |
    dd of="$image" bs=512 seek="$((blocks * 8))" conv=notrunc status=none
  local size limit=$((HUB_SLOT_MIB * 1048576))
  size=$(stat -c %s "$image")
  if ((size > limit)); then
    echo "HUB_IMAGE_SLOT_FULL: the slot takes $size bytes, the partition has $limit" >&2
    return 1
  fi
}
