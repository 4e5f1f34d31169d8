# shellcheck shell=bash
# shellcheck disable=SC2154 # what is written in capitals is set by `flash`
# What `flash` does with one card: judging it, writing it, reading it back, giving it its unit.

# fail CODE WHAT DO: in a subshell for one card, so that the batch can go on.
fail() {
  printf '%s: %s\n  %s\n' "$1" "$2" "$3" >&2
  [[ -z ${FAULT_FILE:-} ]] || printf '%s' "$1" >"$FAULT_FILE"
  exit 2
}

# disk_facts TARGET: what lsblk knows of a block device, as one JSON object
disk_facts() {
  lsblk --json --bytes --output NAME,TYPE,RM,HOTPLUG,RO,SIZE,MODEL,SERIAL,MOUNTPOINTS "$1" | jq -e '.blockdevices[0]'
}

# fact JSON FILTER
fact() { jq -r "$2" <<<"$1"; }

# Everything of it that is in use: mounted, swap, or below an opened container.
mounts_of() { jq -r '[.. | objects | .mountpoints? // [] | .[] | select(. != null)] | unique | join(" ")' <<<"$1"; }

check_file_target() {
  [[ -d $(dirname "$1") ]] || fail FLASH_NO_TARGET "there is no folder $(dirname "$1")" 'make it first'
  [[ ! -e $1 || -f $1 ]] || fail FLASH_NOT_A_FILE "$1 is not a file" 'leave --file away for a card'
}

# check_target TARGET IMAGE-BYTES: refuses what is no card, and what anything still uses
check_target() {
  local target=$1 bytes=$2 facts mounts
  if [[ $ALLOW_FILE == yes && ! -b $target ]]; then
    check_file_target "$target"
    return
  fi
  [[ -e $target ]] || fail FLASH_NO_TARGET "there is no $target" 'see what there is: lsblk'
  [[ -b $target ]] || fail FLASH_NOT_A_DISK "$target is no disk" 'for an image file say --file'
  # shellcheck disable=SC2310 # lsblk's status is the answer
  facts=$(disk_facts "$target") || fail FLASH_NO_TARGET "lsblk does not know $target" 'plug the card in again'
  check_kind "$target" "$facts"
  mounts=$(mounts_of "$facts")
  [[ -z $mounts ]] || fail FLASH_MOUNTED "$target is in use: $mounts" 'unmount it first; if that is your own system, it is the wrong disk'
  [[ $(fact "$facts" .ro) != true ]] || fail FLASH_READ_ONLY "$target cannot be written" "the card's lock, or its adapter's"
  (($(fact "$facts" .size) >= bytes)) || fail FLASH_TOO_SMALL "$target is smaller than the image" 'use a card of 8 GB or more'
}

# A card reader's disk is removable or hot-plugged; an external hard disk is too, but larger than any card here.
check_kind() {
  local target=$1 facts=$2 kind
  kind=$(fact "$facts" .type)
  [[ $kind != part ]] || fail FLASH_PARTITION "$target is a partition" 'name the whole disk'
  [[ $kind != loop || $ALLOW_FILE == yes ]] || fail FLASH_NOT_REMOVABLE "$target is a loop device" 'say --file for one'
  [[ $kind != loop ]] || return 0
  [[ $kind == disk ]] || fail FLASH_NOT_A_DISK "$target is a $kind" 'name a card'
  [[ $ALLOW_FIXED != yes ]] || return 0
  [[ $(fact "$facts" '.rm or .hotplug') == true ]] ||
    fail FLASH_NOT_REMOVABLE "$target is built in" 'if it is a card all the same, say --allow-fixed'
  (($(fact "$facts" .size) <= MOST_CARD_BYTES)) ||
    fail FLASH_NOT_REMOVABLE "$target is larger than 256 GB, which a card hardly is" 'if it is one, say --allow-fixed'
}

# name_of TARGET: model and size for a person, fit for a column of the log
name_of() {
  local facts
  if [[ ! -b $1 ]]; then
    printf 'file'
    return
  fi
  # shellcheck disable=SC2310 # a card that was pulled out has no name any more
  facts=$(disk_facts "$1" 2>/dev/null) || facts='{"model":"unknown","size":0}'
  fact "$facts" '"\(.model // "disk") \(.serial // "") \(.size / 1e9 | floor) GB"' | tr -cs 'A-Za-z0-9 ._\n-' ' ' | tr -s ' '
}

write_image() {
  local quiet=()
  [[ -t 2 ]] || quiet=(--quiet)
  bmaptool "${quiet[@]}" copy --bmap "$BMAP" "$IMAGE" "$1" >&2 ||
    fail FLASH_WRITE "$1 could not be written" 'another card or reader; the lines above say more'
}

# What was written must come back from the card, not from the memory of this computer.
forget_cache() {
  sync "$1"
  [[ ! -b $1 ]] || blockdev --flushbufs "$1"
}

# ranges: "FIRST-BYTE BYTES SHA256" for each range of the block map
ranges() {
  local block size
  block=$(sed -nE 's|.*<BlockSize> *([0-9]+) *</BlockSize>.*|\1|p' "$BMAP")
  size=$(image_bytes)
  sed -nE 's|.*<Range chksum="([0-9a-f]{64})"> *([0-9]+)(-([0-9]+))? *</Range>.*|\1 \2 \4|p' "$BMAP" |
    while read -r sum first last; do
      local start=$((first * block)) end=$(((${last:-$first} + 1) * block))
      ((end <= size)) || end=$size
      printf '%s %s %s\n' "$start" "$((end - start))" "$sum"
    done
}

image_bytes() { sed -nE 's|.*<ImageSize> *([0-9]+) *</ImageSize>.*|\1|p' "$BMAP"; }

verify() {
  local start bytes sum got checked=0 total=0 list
  list=$(ranges)
  [[ -n $list ]] || fail FLASH_BMAP "$BMAP has no SHA-256 sums" 'bake the image again: ./hub image'
  forget_cache "$1"
  while read -r start bytes sum; do total=$((total + bytes)); done <<<"$list"
  while read -r start bytes sum; do
    got=$(dd if="$1" bs=1M skip="$start" count="$bytes" iflag=skip_bytes,count_bytes,fullblock status=none | sha256sum)
    [[ ${got%% *} == "$sum" ]] ||
      fail FLASH_VERIFY "what was read from $1 at byte $start is not what was written" 'this card is bad: use another one'
    checked=$((checked + bytes))
    progress "  verified $((checked * 100 / total)) %"
  done <<<"$list"
  progress_end
}

# On a terminal one line that changes; in a log one line at the end.
progress() {
  LAST_PROGRESS=$1
  if [[ -t 1 ]]; then printf '\r%s' "$1"; fi
}
progress_end() {
  if [[ -t 1 ]]; then printf '\n'; else printf '%s\n' "$LAST_PROGRESS"; fi
}

boot_offset() {
  local start
  start=$(sfdisk --json "$1" 2>/dev/null | jq -er '.partitiontable.partitions[0].start') ||
    fail FLASH_NO_TABLE "$1 has no partition table" 'bake the image again: ./hub image'
  printf '%s' "$((start * 512))"
}

# give_unit TARGET HUB-ID: the unit's file into the FAT partition, and read back
give_unit() {
  local at toml
  at=$1@@$(boot_offset "$1")
  toml=$(mktemp)
  "${FACTORY[@]}" toml "$UNITS" "$2" >"$toml"
  MTOOLS_SKIP_CHECK=1 mcopy -o -i "$at" "$toml" ::cydynni-unit.toml ||
    fail FLASH_UNIT "the unit's file could not be written to $1" 'another card'
  forget_cache "$1"
  MTOOLS_SKIP_CHECK=1 mtype -i "$at" ::cydynni-unit.toml | cmp -s - "$toml" ||
    fail FLASH_VERIFY "the unit's file is not on $1 as it was written" 'this card is bad: use another one'
  rm -f "$toml"
}

# flash_card TARGET HUB-ID
flash_card() {
  write_image "$1"
  verify "$1"
  give_unit "$1" "$2"
}
