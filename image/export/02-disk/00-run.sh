#!/bin/bash
# The disk: plain MBR with four primary partitions and the boot state in front of them, by genimage, without loop
# devices. Slot B is empty and has no attempts: it is never tried before an update has filled it.
set -euo pipefail

# shellcheck source=image/lib/state.sh
source "$HUB_IMAGE_DIR/lib/state.sh"
# shellcheck source=image/lib/slot.sh
source "$HUB_IMAGE_DIR/lib/slot.sh"

# What RAUC notes of a slot that it has written, for the two it has not: sum and block hashes of slot A, and one empty
# block for slot B. Without them a hub reads and hashes whole slots before its first updates, minutes on a Pi 3.
note_slots() {
  local notes=$1/rauc slot=$2 sum
  sum=$(sha256sum "$slot" | cut -d' ' -f1)
  printf '%s' "$sum" >"$STAGE_WORK_DIR/slot.sum"
  mkdir -p "$notes/slot.rootfs.0/hash-$sum" "$notes/slot.rootfs.1/hash-unknown"
  chmod -R 0700 "$notes"
  printf '[slot.rootfs.0]\nbundle.compatible=cydynni-hub-arm64\nbundle.version=%s\nstatus=ok\nsha256=%s\nsize=%s\n' \
    "$HUB_VERSION" "$sum" "$(stat -c %s "$slot")" >"$notes/central.raucs"
  truncate -s 4096 "$STAGE_WORK_DIR/empty.block"
  node "$HUB_REPO_DIR/ota/bundle/block-hash-index.mjs" "$slot" "$notes/slot.rootfs.0/hash-$sum/block-hash-index"
  node "$HUB_REPO_DIR/ota/bundle/block-hash-index.mjs" "$STAGE_WORK_DIR/empty.block" \
    "$notes/slot.rootfs.1/hash-unknown/block-hash-index"
}

# make_data TREE TARGET
make_data() {
  truncate -s "${HUB_DATA_MIB}M" "$2"
  fix_modified_times "$1"
  E2FSPROGS_FAKE_TIME=$HUB_FILE_EPOCH mke2fs -q -t ext4 -b 4096 -m 0 -L hub-data -U "$HUB_DATA_UUID" \
    -E "hash_seed=$HUB_DATA_UUID,nodiscard,root_owner=0:0" -d "$1" "$2"
  fix_other_times "$2"
}

write_config() {
  sed -e "s/@NAME@/$IMG_NAME/" -e "s/@SIGNATURE@/$HUB_DISK_SIGNATURE/" \
    -e "s/@STATE_0@/$((HUB_BOOT_STATE_LBA_0 * 512))/" -e "s/@STATE_1@/$((HUB_BOOT_STATE_LBA_1 * 512))/" \
    -e "s/@BOOT_OFFSET@/$HUB_BOOT_OFFSET_MIB/" -e "s/@BOOT@/$HUB_BOOT_MIB/" -e "s/@SLOT@/$HUB_SLOT_MIB/" \
    -e "s/@DATA@/$HUB_DATA_MIB/" genimage.cfg.in >"$1"
}

main() {
  local parts=$STAGE_WORK_DIR/parts disk=$STAGE_WORK_DIR/disk tree=$STAGE_WORK_DIR/data-tree
  rm -rf "$parts/data.ext4" "$tree"
  mkdir -m 0755 "$tree"
  note_slots "$tree" "$parts/slot.img"
  make_data "$tree" "$parts/data.ext4"
  env_sector BOOT_SEQ=1 BOOT_ORDER=A BOOT_A_LEFT=3 BOOT_B_LEFT=0 BOOT_GOOD=A >"$parts/state.bin"
  truncate -s 512 "$parts/blank.bin"
  write_config "$STAGE_WORK_DIR/genimage.cfg"
  rm -rf "$disk" "$STAGE_WORK_DIR/genimage.tmp" "$STAGE_WORK_DIR/empty"
  mkdir -p "$disk" "$STAGE_WORK_DIR/empty"
  genimage --config "$STAGE_WORK_DIR/genimage.cfg" --rootpath "$STAGE_WORK_DIR/empty" \
    --tmppath "$STAGE_WORK_DIR/genimage.tmp" --inputpath "$parts" --outputpath "$disk"
  ls -ls "$disk"
}

main "$@"
