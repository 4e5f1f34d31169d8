#!/usr/bin/env bats
# SSH's switch and the USB stick: the two small programs that do what the page may not do itself.
# The fakes' bodies are for them to expand.
# shellcheck disable=SC2016

load system

ID=0123456789abcdef

setup() {
  system_setup
  T=$BATS_TEST_TMPDIR
  export HUB_REQUEST=$T/request HUB_DATA=$T/data HUB_STATUS=$T/ssh.json HUB_DEV=$T/dev HUB_STICKS=$T/sticks
  mkdir -p "$HUB_DATA/ssh" "$HUB_DEV" "$HUB_STICKS"
  fake systemctl
  for name in page other card; do ssh-keygen -q -t ed25519 -N '' -C "$name" -f "$T/$name"; done
}

request() { printf '%s\n' "# $ID" "$@" >"$HUB_REQUEST"; }
switch() { run "$(program ssh-switch)" && [[ $status == 0 ]]; }
told() { jq -e "$1" "$HUB_STATUS" >/dev/null; }
keys() { cut -d' ' -f3 "$HUB_DATA/ssh/authorized_keys" | paste -sd' '; }
untouched() { [[ ! -e $HUB_DATA/ssh/authorized_keys && ! -e $HUB_REQUEST ]] && not_called systemctl; }

@test "ssh-switch without a request only says how SSH stands" {
  switch
  told '. == {"enabled":false,"keys":0,"request":null,"refused":null}'
  cp "$T/card.pub" "$HUB_DATA/ssh/authorized_keys"
  switch
  told '. == {"enabled":true,"keys":1,"request":null,"refused":null}'
  not_called systemctl
}

@test "ssh-switch lets the page's keys in, for root alone, and starts SSH" {
  request "$(cat "$T/page.pub")" '' "$(cat "$T/other.pub")"
  switch
  [[ $(keys) == 'page other' && $(stat -c %a "$HUB_DATA/ssh/authorized_keys") == 600 && ! -e $HUB_REQUEST ]]
  called 'systemctl start ssh.service'
  told '. == {"enabled":true,"keys":2,"request":"'"$ID"'","refused":null}'
}

@test "ssh-switch keeps the keys of the card, once each" {
  cp "$T/card.pub" "$HUB_DATA/ssh/preseed_keys"
  request "$(cat "$T/page.pub")" "$(cat "$T/card.pub")"
  switch
  [[ $(keys) == 'card page' ]]
}

@test "ssh-switch with an empty list switches it off for all, and the next key brings the card's back" {
  cp "$T/card.pub" "$HUB_DATA/ssh/preseed_keys"
  cp "$T/card.pub" "$HUB_DATA/ssh/authorized_keys"
  request
  switch
  [[ ! -s $HUB_DATA/ssh/authorized_keys ]]
  called 'systemctl stop ssh.service'
  told '.enabled == false and .keys == 0 and .refused == null'
  request "$(cat "$T/page.pub")"
  switch
  [[ $(keys) == 'card page' ]]
}

@test "ssh-switch refuses what is no plain public key, and changes nothing" {
  local bad
  for bad in "command=\"reboot\" $(cat "$T/page.pub")" 'ssh-ed25519 AAAA' "$(cat "$T/page")" 'ssh-dss AAAAB3NzaC1kc3MAAACBAPLmtHvhFplMpKlmm+4QbV0pPqJ3bb6VyXQz' \
    "ssh-ed25519 $(printf 'A%.0s' {1..68}) x" "$(cat "$T/page.pub")"$'\x01'; do
    rm -f "$HUB_DATA/ssh/authorized_keys"
    : >"$CALLS"
    request "$(cat "$T/other.pub")" "$bad"
    switch
    untouched
    told '.enabled == false and .request == "'"$ID"'" and .refused == "one of them is not a public key"'
  done
}

@test "ssh-switch refuses more keys than anyone has" {
  local lines
  mapfile -t lines < <(for _ in {1..17}; do cat "$T/page.pub"; done)
  request "${lines[@]}"
  switch
  untouched
  told '.refused | test("more than 16")'
}

@test "ssh-switch takes no request without a name, and follows no link" {
  cat "$T/page.pub" >"$HUB_REQUEST"
  switch
  untouched
  told '.request == null and .refused != null'
  printf 'secret\n' >"$T/secret"
  ln -s "$T/secret" "$HUB_REQUEST"
  switch
  untouched
  [[ -e $T/secret ]]
  told '.request == null and .refused == null'
}

@test "ssh-switch says so when SSH does not start" {
  fake systemctl 'exit 1'
  request "$(cat "$T/page.pub")"
  switch
  told '.keys == 1 and .refused == "the SSH service does not start"'
}

@test "stick mounts FAT and exFAT so that nothing on it can run or be written, and tells the agent" {
  fake mount
  for type in vfat exfat; do
    fake blkid "echo $type"
    rm -f "$HUB_STICKS/changed"
    run "$(program stick)" attach sda1
    [[ $status == 0 && -d $HUB_STICKS/sda1 && -e $HUB_STICKS/changed ]]
    called "^mount -t $type -o ro,nodev,nosuid,noexec,nosymfollow,.*$HUB_DEV/sda1 $HUB_STICKS/sda1"
  done
}

@test "stick leaves other file systems alone" {
  fake mount
  for type in ext4 btrfs ntfs squashfs ''; do
    fake blkid "echo $type"
    run "$(program stick)" attach sda1
    [[ $status == 0 && ! -e $HUB_STICKS/sda1 ]]
  done
  not_called '^mount'
}

@test "stick that cannot be read is no fault of the hub" {
  fake blkid 'echo vfat'
  fake mount 'exit 32'
  run "$(program stick)" attach sda1
  [[ $status == 0 && ! -e $HUB_STICKS/sda1 && ! -e $HUB_STICKS/changed ]]
}

@test "stick that was pulled out is taken away" {
  mkdir "$HUB_STICKS/sda1"
  fake umount
  run "$(program stick)" detach sda1
  [[ $status == 0 && ! -e $HUB_STICKS/sda1 && -e $HUB_STICKS/changed ]]
  called "^umount -l $HUB_STICKS/sda1"
}

@test "stick takes no name that could lead elsewhere" {
  fake mount
  fake umount
  local name
  for name in '' ../sda1 'sda1 x' '/'; do
    run "$(program stick)" attach "$name"
    [[ $status == 2 ]]
  done
  not_called mount
}
