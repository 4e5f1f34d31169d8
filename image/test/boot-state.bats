#!/usr/bin/env bats
# The boot script in the real U-Boot: which slot it starts, what it writes first, and that nothing brings it to a stop.

load card

setup_file() {
  card_setup_file
  make_card "$BATS_FILE_TMPDIR/card.img"
}

setup() {
  card_setup_file
  CARD=$BATS_TEST_TMPDIR/card.img
  cp --sparse=always "$BATS_FILE_TMPDIR/card.img" "$CARD"
}

both() {
  write_state 0 BOOT_SEQ=4 "$@"
  write_state 1
}

@test "a new card starts slot A and has used one attempt before the kernel runs" {
  boot_card
  [[ $(started) == "slot A slot-a" ]]
  [[ $(value BOOT_A_LEFT "$(newest_state)") == 2 && $(value BOOT_LAST "$(newest_state)") == A ]]
}

@test "attempts are used up one by one, then the other slot gets its own" {
  both BOOT_ORDER='B A' BOOT_A_LEFT=1 BOOT_B_LEFT=2
  boot_card
  [[ $(started) == "slot B slot-b" && $(value BOOT_B_LEFT "$(newest_state)") == 1 ]]
  boot_card
  [[ $(started) == "slot B slot-b" && $(value BOOT_B_LEFT "$(newest_state)") == 0 ]]
  boot_card
  [[ $(started) == "slot A slot-a" && $(value BOOT_A_LEFT "$(newest_state)") == 0 ]]
  [[ $(value BOOT_SEQ "$(newest_state)") == 7 ]]
}

@test "each boot writes one copy, the older one" {
  boot_card
  local first second
  first=$(read_state 0) second=$(read_state 1)
  [[ $(value BOOT_SEQ "$first") == 1 && $(value BOOT_SEQ "$second") == 2 ]]
  boot_card
  [[ $(read_state 1) == "$second" && $(value BOOT_SEQ "$(read_state 0)") == 3 ]]
}

@test "the newest copy torn: goes on from the other" {
  write_state 0 BOOT_SEQ=6 BOOT_ORDER='B A' BOOT_A_LEFT=3 BOOT_B_LEFT=2
  write_state 1
  boot_card
  [[ $(started) == "slot B slot-b" ]]
  [[ $(value BOOT_SEQ "$(read_state 1)") == 7 && $(value BOOT_B_LEFT "$(read_state 1)") == 1 ]]
  write_state 1 BOOT_SEQ=8 BOOT_ORDER='B A' BOOT_A_LEFT=3 BOOT_B_LEFT=2
  write_state 0
  boot_card
  [[ $(started) == "slot B slot-b" && $(value BOOT_SEQ "$(read_state 0)") == 9 ]]
}

@test "both copies torn: starts from defaults and tells the system" {
  write_state 0
  write_state 1
  boot_card
  [[ $(started) == "slot A slot-a hub.bootstate=reset" ]]
  [[ $(value BOOT_ORDER "$(newest_state)") == "A B" && $(value BOOT_B_LEFT "$(newest_state)") == 3 ]]
}

@test "counters at 0: rescue, the confirmed slot first, the counters stay at 0 and do not wrap" {
  both BOOT_ORDER='A B' BOOT_A_LEFT=0 BOOT_B_LEFT=0 BOOT_GOOD=B
  boot_card
  [[ $(started) == "slot B slot-b hub.rescue=1" ]]
  [[ $(value BOOT_A_LEFT "$(newest_state)") == 0 && $(value BOOT_B_LEFT "$(newest_state)") == 0 ]]
}

@test "rescue takes turns: a slot that dies late does not hide the other" {
  both BOOT_ORDER='A B' BOOT_A_LEFT=0 BOOT_B_LEFT=0 BOOT_GOOD=A
  boot_card
  [[ $(started) == "slot A slot-a hub.rescue=1" ]]
  boot_card
  [[ $(started) == "slot B slot-b hub.rescue=1" ]]
  boot_card
  [[ $(started) == "slot A slot-a hub.rescue=1" ]]
}

@test "counters are hexadecimal: a has nine left" {
  both BOOT_ORDER=A BOOT_A_LEFT=a
  boot_card
  [[ $(value BOOT_A_LEFT "$(newest_state)") == 9 ]]
}

@test "unknown and empty orders end in rescue" {
  both BOOT_ORDER='C X' BOOT_A_LEFT=3 BOOT_B_LEFT=3
  boot_card
  [[ $(started) == "slot A slot-a hub.rescue=1" && $(value BOOT_A_LEFT "$(newest_state)") == 3 ]]
  both BOOT_A_LEFT=3 BOOT_B_LEFT=3
  boot_card
  [[ $(started) == "slot A slot-a" || $(started) == "slot A slot-a hub.rescue=1" ]]
}

@test "an unknown name in the order is passed over" {
  both BOOT_ORDER='Q B' BOOT_A_LEFT=3 BOOT_B_LEFT=3
  boot_card
  [[ $(started) == "slot B slot-b" ]]
}

@test "counters that are no numbers count as none left" {
  both BOOT_ORDER='A B' BOOT_A_LEFT=zz BOOT_B_LEFT=2
  boot_card
  [[ $(started) == "slot B slot-b" ]]
}

# flip_byte SLOT PATTERN: spoils one byte of the file with that content, as a bad sector would
spoil() {
  slot_offset "$1"
  local at
  at=$(debugfs -R "blocks $2" "$CARD?offset=$((OFFSET_MIB * 1048576))" 2>/dev/null | awk '{ print $2 }')
  printf 'X' | dd of="$CARD" bs=1 seek="$((OFFSET_MIB * 1048576 + at * 4096 + 77))" conv=notrunc status=none
}

@test "a spoilt kernel costs its attempt, and the other slot starts in the same boot" {
  both BOOT_ORDER='A B' BOOT_A_LEFT=3 BOOT_B_LEFT=3
  spoil A /boot/vmlinuz
  boot_card
  [[ $(started) == "slot B slot-b" ]]
  [[ $(value BOOT_A_LEFT "$(newest_state)") == 2 && $(value BOOT_B_LEFT "$(newest_state)") == 2 ]]
  grep -aq 'slot A: kernel unreadable or damaged' "$CONSOLE"
}

@test "a spoilt initrd costs its attempt, and the other slot starts in the same boot" {
  both BOOT_ORDER='A B' BOOT_A_LEFT=3 BOOT_B_LEFT=3
  spoil A /boot/initrd.img
  boot_card
  [[ $(started) == "slot B slot-b" ]]
  grep -aq 'slot A: initrd unreadable or damaged' "$CONSOLE"
}

@test "an empty slot falls through; nothing at all says so and waits instead of resetting at once" {
  both BOOT_ORDER='B A' BOOT_A_LEFT=3 BOOT_B_LEFT=3
  slot_offset B
  dd if=/dev/zero of="$CARD" bs=1M seek="$OFFSET_MIB" count=9 conv=notrunc status=none
  boot_card
  [[ $(started) == "slot A slot-a" ]]
  slot_offset A
  dd if=/dev/zero of="$CARD" bs=1M seek="$OFFSET_MIB" count=9 conv=notrunc status=none
  boot_card
  [[ -z $(started) ]]
  grep -aq 'HUB_BOOT_NOTHING' "$CONSOLE"
}
