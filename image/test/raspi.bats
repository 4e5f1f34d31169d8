#!/usr/bin/env bats
# The boot partition of the baked image through the Pi's own U-Boot, on QEMU's Raspberry Pi 3, with a meter board that
# talks at the serial port all the time.

load card

setup_file() {
  card_setup_file
  export BAKED=${HUB_IMAGE_FILE:-$HUB_REPO_DIR/dist/image/$IMG_NAME.img}
  [[ -f $BAKED ]] || skip "no baked image at $BAKED; ./hub image makes one"
  make_card "$BATS_FILE_TMPDIR/card.img"
  # QEMU's SD controller takes powers of two.
  truncate -s 128M "$BATS_FILE_TMPDIR/card.img"
  local file
  for file in u-boot.bin uboot.env bcm2837-rpi-3-b.dtb; do
    mcopy -n -i "$BAKED@@$((HUB_BOOT_OFFSET_MIB * 1048576))" "::$file" "$BATS_FILE_TMPDIR/$file"
  done
}

setup() {
  card_setup_file
  CARD=$BATS_TEST_TMPDIR/card.img CONSOLE=$BATS_TEST_TMPDIR/console
  cp --sparse=always "$BATS_FILE_TMPDIR/card.img" "$CARD"
}

# boot_pi PATTERN: with characters arriving at the console from the first moment on
boot_pi() {
  mkfifo "$BATS_TEST_TMPDIR/meter.in" "$BATS_TEST_TMPDIR/meter.out"
  cat "$BATS_TEST_TMPDIR/meter.out" >"$CONSOLE" 3>&- &
  while :; do
    printf '10 98 77 4 '
    sleep 0.1
  done >"$BATS_TEST_TMPDIR/meter.in" 2>/dev/null 3>&- &
  local meter=$!
  qemu-system-aarch64 -M raspi3b -display none -monitor none -serial null -chardev "pipe,id=meter,path=$BATS_TEST_TMPDIR/meter" \
    -serial chardev:meter -kernel "$BATS_FILE_TMPDIR/u-boot.bin" -dtb "$BATS_FILE_TMPDIR/bcm2837-rpi-3-b.dtb" \
    -drive "file=$CARD,if=sd,format=raw" 3>&- &
  local code=0
  wait_for_console $! "$1" || code=$?
  kill "$meter" 2>/dev/null || true
  return "$code"
}

with_environment() {
  mcopy -i "$CARD@@$((HUB_BOOT_OFFSET_MIB * 1048576))" "$BATS_FILE_TMPDIR/uboot.env" ::
}

@test "the Pi's own U-Boot starts the slot from the SD card, although the serial port never rests" {
  with_environment
  boot_pi 'Starting kernel|HUB_BOOT_NOTHING'
  [[ $(started) == "slot A slot-a" ]]
  [[ $(value BOOT_A_LEFT "$(newest_state)") == 2 ]]
}

@test "without our uboot.env the same characters do stop it: the test before can fail" {
  boot_pi 'U-Boot> |=> '
  [[ -z $(started) ]]
  [[ $(value BOOT_A_LEFT "$(newest_state)") == 3 ]]
}
