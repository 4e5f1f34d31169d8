#!/usr/bin/env bats
# shellcheck disable=SC2154 # bats sets its variables
# Cards and labels with the real tools on a small image: bmaptool, mtools, rsvg-convert; disks are told by a fake lsblk.
# The fakes' bodies are for them to expand.
# shellcheck disable=SC2016

setup_file() {
  root=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
  export root dir=$BATS_FILE_TMPDIR HUB_NODE
  HUB_NODE=$(command -v node)
  (cd "$root" && node_modules/.bin/rolldown --config provisioning/factory/rolldown.config.mjs)
  make_image
}

# Layout as on a card, but small: table, FAT with a file, data with holes.
make_image() {
  local image=$dir/toy.img
  truncate -s 32M "$image"
  printf 'label: dos\nstart=2048,size=16384,type=c,bootable\nstart=18432,size=8192\n' | sfdisk --quiet "$image"
  truncate -s 8M "$dir/fat"
  mkfs.vfat "$dir/fat" >/dev/null
  echo kernel=u-boot.bin >"$dir/config.txt"
  mcopy -i "$dir/fat" "$dir/config.txt" ::
  dd if="$dir/fat" of="$image" bs=1M seek=1 conv=notrunc,sparse status=none
  head -c 3000000 /dev/urandom >"$dir/noise"
  dd if="$dir/noise" of="$image" bs=1M seek=9 conv=notrunc status=none
  sync "$image"
  bmaptool --quiet create -o "$dir/toy.bmap" "$image"
  xz -0 --keep "$image"
}

setup() {
  T=$BATS_TEST_TMPDIR
  FAKES=$T/fakes
  CALLS=$T/calls
  mkdir "$FAKES"
  : >"$CALLS"
  export CALLS PATH=$FAKES:$PATH
}

flash() { run "$root/provisioning/factory/flash" --image "$dir/toy.img.xz" --out "$T/batch" "$@"; }
cards() { flash --file --yes "$@"; }
fake() {
  printf '#!/bin/bash\necho "%s $*" >>"$CALLS"\n%s\n' "$1" "$2" >"$FAKES/$1"
  chmod +x "$FAKES/$1"
}
toml() { mtype -i "$1@@1M" ::cydynni-unit.toml; }
results() { tail -n +2 "$T/batch/log.csv" | cut -d, -f7 | paste -sd' '; }
says() { [[ $output == *"$1"* ]]; }

# disk JSON: lsblk speaks of a disk that is not there; a node of /dev stands in for it. Only refusals are tried on it.
disk() { fake lsblk "echo '{\"blockdevices\":[$1]}'"; }
refused() {
  local node=$T/disk
  [[ -b $node ]] || mknod "$node" b 250 77 || skip 'no device nodes here'
  fake bmaptool 'exit 1'
  flash --yes "$@" "$node"
  [[ $status == 2 && $(grep -c bmaptool "$CALLS") == 0 && ! -e $T/batch ]]
}

@test "cards are written by the block map, verified, and get a name and the hash of a code of their own" {
  cards "$T/one.img" "$T/two.img"
  [[ $status == 0 ]]
  [[ $(results) == 'ok ok' ]]
  cmp -n 3000000 "$T/one.img" "$dir/toy.img" 9437184 9437184
  [[ $(mtype -i "$T/one.img@@1M" ::config.txt) == kernel=u-boot.bin ]]
  [[ $(toml "$T/one.img" | grep -cE '^hub_id = "h-[0-9a-hjkmnp-tv-z]{8}"$') == 1 ]]
  [[ $(toml "$T/one.img" | grep -cE '^claim_code_scrypt = "scrypt\$16384\$8\$1\$[A-Za-z0-9_-]{22}\$[A-Za-z0-9_-]{43}"$') == 1 ]]
  [[ $(toml "$T/one.img") != "$(toml "$T/two.img")" ]]
}

@test "the labels tell both languages, and their QR codes the address and the code whose hash the card has" {
  cards "$T/one.img"
  [[ $status == 0 && $(stat -c %a "$T/batch/labels.pdf") == 600 ]]
  pdftotext -layout "$T/batch/labels.pdf" "$T/text"
  grep -q 'Rhowch bŵer ac arhoswch 2 funud' "$T/text"
  grep -q 'Plug it in and wait 2 minutes' "$T/text"
  grep -q "$(toml "$T/one.img" | sed -n 's/^hub_id = "\(.*\)"/\1/p')" "$T/text"
  pdftoppm -r 150 -png "$T/batch/labels.pdf" "$T/page"
  local address code
  address=$(zbarimg --raw -q "$T"/page-*.png 2>/dev/null)
  [[ $address =~ ^http://cydynni\.local/setup#claim=[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$ ]]
  code=${address##*=}
  grep -q "$code" "$T/text"
  CODE=${code/-/} HASH=$(toml "$T/one.img" | sed -n 's/^claim_code_scrypt = "\(.*\)"/\1/p') "$HUB_NODE" -e '
    const [, N, r, p, salt, hash] = process.env.HASH.split("$");
    const key = require("crypto").scryptSync(process.env.CODE, Buffer.from(salt, "base64url"), 32, { N: +N, r: +r, p: +p });
    process.exit(key.toString("base64url") === hash ? 0 : 1)'
}

@test "no code is left on this computer but in the labels" {
  cards "$T/one.img"
  [[ $status == 0 && $(ls "$T/batch") == $'hubs.json\nlabels.pdf\nlog.csv' && $(stat -c %a "$T/batch") == 700 ]]
  [[ $(grep -cE '[0-9A-Z]{5}-?[0-9A-Z]{5}' "$T/batch/log.csv") == 0 ]]
  [[ $(jq -r '.hubs[].hubId' "$T/batch/hubs.json") == "$(toml "$T/one.img" | sed -n 's/^hub_id = "\(.*\)"/\1/p')" ]]
  [[ $(stat -c %a "$T/batch/hubs.json") == 600 ]]
}

@test "nine hubs have their labels on two sheets" {
  flash --labels --count 9
  [[ $status == 0 && $(pdfinfo "$T/batch/labels.pdf" | awk '/^Pages/ { print $2 }') == 2 ]]
  [[ $(pdfinfo "$T/batch/labels.pdf") == *A4* ]]
}

@test "one flipped byte on the card is found, whichever range it is in" {
  local at
  for at in 100 1048600 9500000 12400000; do
    rm -rf "$T/batch" "$T/one.img"
    fake bmaptool "$(command -v -p bmaptool || echo /usr/bin/bmaptool) \"\$@\" && printf X | dd of=\"\${@: -1}\" bs=1 seek=$at conv=notrunc status=none"
    cards "$T/one.img"
    [[ $status != 0 && $(results) == failed:FLASH_VERIFY ]]
    says FLASH_VERIFY
  done
}

@test "a card that lost the unit's file is found" {
  fake mtype 'echo hub_id = wrong'
  cards "$T/one.img"
  [[ $status != 0 && $(results) == failed:FLASH_VERIFY ]]
}

@test "an image that does not fit its block map is not written as if it did" {
  cp "$dir/toy.img" "$T/other.img"
  printf X | dd of="$T/other.img" bs=1 seek=9500000 conv=notrunc status=none
  run "$root/provisioning/factory/flash" --image "$T/other.img" --bmap "$dir/toy.bmap" --out "$T/batch" --file --yes "$T/one.img"
  [[ $status != 0 && $(results) == failed:FLASH_WRITE ]]
}

@test "a batch goes on where it ended: the hub whose card failed gets the next one, with the same label" {
  fake bmaptool 'exit 1'
  cards "$T/one.img" "$T/two.img"
  [[ $status == 1 && $(results) == 'failed:FLASH_WRITE failed:FLASH_WRITE' ]]
  rm "$FAKES/bmaptool"
  cp "$T/batch/labels.pdf" "$T/labels.before"
  cards "$T/one.img"
  [[ $status == 1 ]]
  says 'hubs without a card: 1.'
  cards "$T/two.img"
  [[ $status == 0 ]]
  cmp "$T/labels.before" "$T/batch/labels.pdf"
  [[ $(awk -F, '$7 == "ok" { print $2 }' "$T/batch/log.csv" | sort -u | wc -l) == 2 ]]
  cards "$T/three.img"
  [[ $status == 2 ]]
  says FLASH_BATCH_DONE
}

@test "several cards go through one reader" {
  cards --count 3 "$T/one.img"
  [[ $status == 0 && $(results) == 'ok ok ok' ]]
}

@test "the log stands every cut: whole lines stay, a torn one counts for nothing" {
  source "$root/provisioning/factory/log.sh"
  local whole=$T/whole length kept
  log_line "$whole" t1 h-aaaaaaaa /dev/x card 1 v ok
  log_line "$whole" t2 h-bbbbbbbb /dev/x card 1 v failed:FLASH_VERIFY
  length=$(stat -c %s "$whole")
  for ((cut = 0; cut <= length; cut++)); do
    head -c "$cut" "$whole" >"$T/log"
    log_line "$T/log" t3 h-cccccccc /dev/x card 1 v ok
    [[ $(tail -n 1 "$T/log") == t3,h-cccccccc,/dev/x,card,1,v,ok ]]
    kept=$(logged_ok "$T/log" | paste -sd' ')
    # The first line is whole once its last letter is there: then its card was good.
    if ((cut >= $(head -n 2 "$whole" | wc -c) - 1)); then
      [[ $kept == 'h-aaaaaaaa h-cccccccc' ]]
    else
      [[ $kept == h-cccccccc ]]
    fi
  done
}

@test "a disk that is mounted is refused, wherever below it something is mounted" {
  local part='{"name":"x1","type":"part","mountpoints":["/media/photos"]}' swap='{"name":"x2","type":"part","mountpoints":["[SWAP]"]}'
  disk "{\"name\":\"x\",\"type\":\"disk\",\"rm\":true,\"hotplug\":true,\"ro\":false,\"size\":8000000000,\"mountpoints\":[null],\"children\":[$part]}"
  refused
  says 'FLASH_MOUNTED'
  says /media/photos
  refused --allow-fixed
  says FLASH_MOUNTED
  disk "{\"name\":\"x\",\"type\":\"disk\",\"rm\":true,\"hotplug\":true,\"ro\":false,\"size\":8000000000,\"mountpoints\":[null],\"children\":[{\"name\":\"x1\",\"type\":\"part\",\"mountpoints\":[null],\"children\":[$swap]}]}"
  refused
  says '[SWAP]'
}

@test "a disk that is built in, or too large for a card, is refused until told otherwise" {
  disk '{"name":"x","type":"disk","rm":false,"hotplug":false,"ro":false,"size":8000000000,"mountpoints":[null]}'
  refused
  says FLASH_NOT_REMOVABLE
  flash --dry-run --allow-fixed "$T/disk"
  [[ $status == 0 ]]
  disk '{"name":"x","type":"disk","rm":false,"hotplug":true,"ro":false,"size":2000000000000,"mountpoints":[null]}'
  refused
  says '256 GB'
}

@test "a card in a built-in reader, which is hot-plugged, is a card" {
  disk '{"name":"mmcblk0","type":"disk","rm":false,"hotplug":true,"ro":false,"size":8000000000,"mountpoints":[null]}'
  mknod "$T/disk" b 250 77 || skip 'no device nodes here'
  flash --dry-run "$T/disk"
  [[ $status == 0 && ! -e $T/batch ]]
  says 'would write'
}

@test "a partition, a locked card, one that is too small, a loop device without --file" {
  disk '{"name":"x1","type":"part","rm":true,"hotplug":true,"ro":false,"size":8000000000,"mountpoints":[null]}'
  refused
  says FLASH_PARTITION
  disk '{"name":"x","type":"disk","rm":true,"hotplug":true,"ro":true,"size":8000000000,"mountpoints":[null]}'
  refused
  says FLASH_READ_ONLY
  disk '{"name":"x","type":"disk","rm":true,"hotplug":true,"ro":false,"size":1000,"mountpoints":[null]}'
  refused
  says FLASH_TOO_SMALL
  disk '{"name":"loop0","type":"loop","rm":false,"hotplug":false,"ro":false,"size":8000000000,"mountpoints":[null]}'
  refused
  says FLASH_NOT_REMOVABLE
}

@test "a file is no target without --file, and a missing disk is said so" {
  : >"$T/one.img"
  flash --yes "$T/one.img"
  [[ $status == 2 ]]
  says FLASH_NOT_A_DISK
  flash --yes /dev/no-such-disk
  [[ $status == 2 ]]
  says FLASH_NO_TARGET
}

@test "nothing is written unasked" {
  flash --file "$T/one.img" </dev/null
  [[ $status == 1 && $(results) == failed:FLASH_NOT_CONFIRMED && ! -e $T/one.img ]]
}

@test "a dry run writes nothing" {
  cards --dry-run "$T/one.img"
  [[ $status == 0 && ! -e $T/one.img && ! -e $T/batch ]]
}

@test "a loop device gets its card like any disk, where loop devices may be made" {
  local loop
  truncate -s 40M "$T/disk.img"
  loop=$(losetup --find --show "$T/disk.img" 2>/dev/null) || skip 'no loop devices here'
  cards "$loop"
  losetup --detach "$loop"
  [[ $status == 0 && $(results) == ok ]]
  toml "$T/disk.img" | grep -q hub_id
}

@test "help says everything, and wrong words are named" {
  run "$root/provisioning/factory/flash" --help
  [[ $status == 0 ]]
  says '--dry-run'
  says 'L7165'
  flash --colour red
  [[ $status == 2 ]]
  says '--colour'
  flash --count none --file "$T/one.img"
  [[ $status == 2 ]]
  says FLASH_USAGE
}
