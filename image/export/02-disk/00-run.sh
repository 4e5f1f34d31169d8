#!/bin/bash
# The disk: plain MBR with four primary partitions and the boot state in front of them, by genimage, without loop
# devices. Slot B is empty and has no attempts: it is never tried before an update has filled it.
set -euo pipefail

# shellcheck source=image/lib/state.sh
source "$HUB_IMAGE_DIR/lib/state.sh"

make_data() {
  truncate -s "${HUB_DATA_MIB}M" "$1"
  E2FSPROGS_FAKE_TIME=$HUB_FILE_EPOCH mke2fs -q -t ext4 -b 4096 -m 0 -L hub-data -U "$HUB_DATA_UUID" \
    -E "hash_seed=$HUB_DATA_UUID,nodiscard,root_owner=0:0" "$1"
}

write_config() {
  sed -e "s/@NAME@/$IMG_NAME/" -e "s/@SIGNATURE@/$HUB_DISK_SIGNATURE/" \
    -e "s/@STATE_0@/$((HUB_BOOT_STATE_LBA_0 * 512))/" -e "s/@STATE_1@/$((HUB_BOOT_STATE_LBA_1 * 512))/" \
    -e "s/@BOOT_OFFSET@/$HUB_BOOT_OFFSET_MIB/" -e "s/@BOOT@/$HUB_BOOT_MIB/" -e "s/@SLOT@/$HUB_SLOT_MIB/" \
    -e "s/@DATA@/$HUB_DATA_MIB/" genimage.cfg.in >"$1"
}

main() {
  local parts=$STAGE_WORK_DIR/parts disk=$STAGE_WORK_DIR/disk
  rm -f "$parts/data.ext4"
  make_data "$parts/data.ext4"
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
