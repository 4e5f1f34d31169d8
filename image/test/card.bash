# shellcheck shell=bash
# Small cards laid out by the real export, started by the real U-Boot in QEMU. Their kernel is an ARM64 header on an
# endless loop: a boot that reaches it is seen on the console, and the test pulls the plug.

card_setup_file() {
  export HUB_SLOT_MIB=9 HUB_SLOT_FS_MIB=8 HUB_DATA_MIB=4 HUB_BOOT_MIB=40 SOURCE_DATE_EPOCH=1767225600 HUB_VERSION=0.0.0
  # shellcheck source=image/config
  source "$BATS_TEST_DIRNAME/../config"
  local lib
  for lib in boot-script state fat; do
    # shellcheck source=/dev/null
    source "$BATS_TEST_DIRNAME/../lib/$lib.sh"
  done
}

# make_card TARGET: boot partition with the boot script, slots A and B, blank state
make_card() {
  local work=$BATS_FILE_TMPDIR/make
  mkdir -p "$work/parts" "$work/boot"
  compile_boot_script "$work/boot/boot.scr"
  make_fat "$work/boot" "$work/parts/boot.vfat"
  toy_slot "$work/parts/slot.img" slot-a
  toy_slot "$work/slot-b.img" slot-b
  (cd "$BATS_TEST_DIRNAME/../export/02-disk" && STAGE_WORK_DIR=$work ./00-run.sh >"$work/log" 2>&1) || cat "$work/log"
  mv "$work/disk/$IMG_NAME.img" "$1"
  slot_offset B
  dd if="$work/slot-b.img" of="$1" bs=1M seek="$OFFSET_MIB" conv=notrunc status=none
}

slot_offset() {
  OFFSET_MIB=$((HUB_BOOT_OFFSET_MIB + HUB_BOOT_MIB))
  # Partitions start at multiples of 4 MiB.
  if [[ $1 == B ]]; then OFFSET_MIB=$((OFFSET_MIB + (HUB_SLOT_MIB + 3) / 4 * 4)); fi
}

toy_slot() {
  local tree blocks=$((HUB_SLOT_FS_MIB * 256))
  tree=$(mktemp -d -p "$BATS_FILE_TMPDIR")
  mkdir "$tree/boot"
  # b . ; the fields of the header: image size 1 MiB, magic
  printf '\x00\x00\x00\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x10\0\0\0\0\0\x0a' >"$tree/boot/vmlinuz"
  truncate -s 56 "$tree/boot/vmlinuz"
  printf 'ARM\x64' >>"$tree/boot/vmlinuz"
  head -c 200000 /dev/urandom >>"$tree/boot/vmlinuz"
  head -c 100000 /dev/urandom >"$tree/boot/initrd.img"
  truncate -s "${HUB_SLOT_FS_MIB}M" "$1"
  mke2fs -q -t ext4 -b 4096 -O ^has_journal -d "$tree" "$1" "$blocks"
  local crcs
  mapfile -t crcs < <(label_crcs "$tree/boot/vmlinuz" SLOT_KERNEL_CRC && label_crcs "$tree/boot/initrd.img" SLOT_INITRD_CRC)
  env_sector "SLOT_VERSION=$2" "SLOT_VERITY=$blocks,2,00,ff" "${crcs[@]}" >>"$1"
  truncate -s %4096 "$1"
}

# write_state COPY NAME=VALUE…, or no value at all for a torn copy
write_state() {
  local lba=HUB_BOOT_STATE_LBA_$1
  shift
  if (($# > 0)); then env_sector "$@"; else head -c 512 /dev/urandom; fi |
    dd of="$CARD" bs=512 seek="$((${!lba}))" conv=notrunc status=none
}

# read_state COPY: name=value lines; nothing when its CRC is wrong
read_state() {
  local lba=HUB_BOOT_STATE_LBA_$1 sector=$BATS_TEST_TMPDIR/sector
  dd if="$CARD" of="$sector" bs=512 skip="$((${!lba}))" count=1 status=none
  tail -c 508 "$sector" >"$sector.body"
  [[ $(od -An -tx1 -N4 "$sector" | awk '{ print $4 $3 $2 $1 }') == "$(crc32_of "$sector.body")" ]] || return 0
  tr '\0' '\n' <"$sector.body" | sed '/^$/d'
}

# newest_state: of the two copies, the one that counts
newest_state() {
  local zero one
  zero=$(read_state 0) one=$(read_state 1)
  if ((0x$(value BOOT_SEQ "$one") > 0x$(value BOOT_SEQ "$zero"))); then printf '%s' "$one"; else printf '%s' "$zero"; fi
}

value() {
  local found
  found=$(sed -n "s/^$1=//p" <<<"$2")
  printf '%s' "${found:-0}"
}

# boot_card [QEMU ARGUMENT…]: until a kernel starts or the script gives up; CONSOLE holds what was said
boot_card() {
  CONSOLE=$BATS_TEST_TMPDIR/console
  : >"$CONSOLE"
  qemu-system-aarch64 -M virt -cpu cortex-a53 -m 512 -display none -nic none -monitor none -serial "file:$CONSOLE" \
    -bios /usr/lib/u-boot/qemu_arm64/u-boot.bin -drive "file=$CARD,if=none,format=raw,id=d" \
    -device virtio-blk-pci,drive=d "$@" 3>&- &
  wait_for_console $! 'Starting kernel|HUB_BOOT_NOTHING'
}

# wait_for_console PID PATTERN: then pull the plug
wait_for_console() {
  local left=600
  until grep -Eaq "$2" "$CONSOLE"; do
    left=$((left - 1))
    if ((left == 0)) || ! kill -0 "$1"; then break; fi
    sleep 0.1
  done
  kill "$1"
  wait "$1" || true
  tr -d '\r' <"$CONSOLE" | grep -a '^hub:' || true
  grep -Eaq "$2" "$CONSOLE"
}

started() {
  tr -d '\r' <"$CONSOLE" | sed -n 's/^hub: starting \(.*[^ ]\) *$/\1/p'
}
