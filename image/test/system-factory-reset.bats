#!/usr/bin/env bats
# The factory reset: what asks for it, what goes and what stays, and a power cut at every step.
# The fakes' bodies are for them to expand.
# shellcheck disable=SC2016

load system

# Stands in everything that a household leaves on its hub.
HOUSEHOLD=hen-aelwyd-4711

setup() {
  system_setup
  T=$BATS_TEST_TMPDIR
  export HUB_DATA=$T/data HUB_RUN=$T/run HUB_BOOT=$T/boot HUB_REQUEST=$T/request HUB_STATUS=$T/status/factory-reset.json
  HUB_RESET=$(program factory-reset)
  export HUB_RESET
  mkdir -p "$HUB_DATA" "$HUB_BOOT"
  # A sync waits for whatever else this computer writes.
  for name in systemctl fstrim mount sleep sync; do fake "$name"; done
  lived_in
}

# leave FILE…: of the household.
leave() {
  local file
  for file in "$@"; do
    mkdir -p "$HUB_DATA/${file%/*}"
    printf '%s %s\n' "$HOUSEHOLD" "$file" >"$HUB_DATA/$file"
  done
}

# A data partition as a hub has it after some months, with names that are awkward.
lived_in() {
  leave mysql/ibdata1 mysql/hub/user.ibd hub/feeds/1.dat hub/feeds/1.meta hub/setup/state.json hub/link/certificate.pem \
    hub/device-accounts.json mosquitto/mosquitto.db secrets/wifi.conf secrets/mqtt/admin secrets/tls/ca.key secrets/complete-1 \
    secrets/hub/key.pem secrets/hub/request.pem ssh/authorized_keys ssh/ssh_host_ed25519_key config/hub-api.env \
    config/preseed-status.json crash/1.log ota/download.raucb ota/upload/a.raucb system/etc/machine-id \
    system/var/lib/systemd/timesync/clock 'hub/ a name.dat' hub/-rf .hidden/file lost+found/12345 of-a-later-release/x
  ln -s /etc/passwd "$HUB_DATA/hub/link-out"
  mkdir -p "$HUB_DATA/rauc/slot.rootfs.0"
  printf 'h-7k3m9x2p\n' >"$HUB_DATA/secrets/hub/hub-id"
  printf '{"hubId":"h-7k3m9x2p"}\n' >"$HUB_DATA/secrets/hub/unit.json"
  printf 'HUB_SERVER_URL=https://hub.example.org\n' >"$HUB_DATA/config/server.env"
  printf 'hashes\n' >"$HUB_DATA/rauc/slot.rootfs.0/block-hash-index"
  printf '{"format":1}\n' >"$HUB_DATA/ota/state.json"
  stays >"$T/stays"
  household_files >"$T/household"
}

# What stays, with its content and rights.
stays() {
  local file
  for file in secrets/hub/hub-id secrets/hub/unit.json config/server.env rauc/slot.rootfs.0/block-hash-index ota/state.json; do
    stat -c '%n %a %s' "$HUB_DATA/$file"
    cat "$HUB_DATA/$file"
  done
}

cydynni_factory_reset() { "$SYSTEM_FILES/usr/bin/cydynni-factory-reset" "$@"; }
reset() { run "$HUB_RESET" "$1" && [[ $status == 0 ]]; }
marked() { [[ -e $HUB_DATA/factory-reset ]]; }
never() { ! "$@"; }
household_files() { grep -rl "$HOUSEHOLD" "$HUB_DATA" | sort; }
everything_there() { [[ -s $T/household && $(household_files) == "$(<"$T/household")" ]]; }
files() { (cd "$HUB_DATA" && find . ! -type d | sort); }
EMPTY='./config/server.env
./ota/state.json
./rauc/slot.rootfs.0/block-hash-index
./secrets/hub/hub-id
./secrets/hub/unit.json'
as_delivered() { [[ -z $(household_files) && $(files) == "$EMPTY" && $(stays) == "$(<"$T/stays")" ]]; }

@test "without a marker nothing is touched, and a torn one is none" {
  reset carry-out
  : >"$HUB_DATA/factory-reset"
  reset carry-out
  printf 'factory re' >"$HUB_DATA/factory-reset"
  reset carry-out
  rm "$HUB_DATA/factory-reset"
  printf 'factory reset\n' >"$T/elsewhere"
  ln -s "$T/elsewhere" "$HUB_DATA/factory-reset"
  reset carry-out
  everything_there
  [[ ! -e $HUB_DATA/erase ]]
}

@test "after a factory reset no byte of the household is on the data partition, and the hub is who its label says" {
  everything_there
  reset mark
  everything_there
  reset carry-out
  # Nothing that starts now finds anything where it looks for it.
  [[ $(files | grep -v '^./erase/') == "$EMPTY" ]]
  [[ $(stat -c %a "$HUB_DATA/erase") == 700 && -e $HUB_RUN/reset-carried-out ]]
  reset erase
  as_delivered
  [[ ! -e $HUB_DATA/erase ]]
  called "fstrim $HUB_DATA"
}

@test "what is deleted was written over first" {
  fake rm '[[ $* == *erase* ]] || exec /bin/rm "$@"'
  reset mark
  reset carry-out
  reset erase
  [[ -n $(find "$HUB_DATA/erase" -type f -size +0) ]]
  [[ -z $(household_files) ]]
}

@test "a power cut at every step is completed by the next start, and nothing of the label is lost" {
  local step name cuts=0
  reset mark
  # Of each kind one is enough here.
  rm -r "$HUB_DATA"/{mosquitto,ssh,crash,system,of-a-later-release,.hidden,config/hub-api.env,secrets/wifi.conf,secrets/mqtt}
  cp -a "$HUB_DATA" "$T/template"
  for step in {1..80}; do
    rm -rf "$HUB_DATA"
    cp -a "$T/template" "$HUB_DATA"
    echo "$step" >"$T/left"
    for name in mv rm mktemp install sync; do
      fake "$name" 'left=$(($(/bin/cat "'"$T"'/left") - 1)); echo "$left" >"'"$T"'/left"
        if ((left == 0)); then kill -9 "$PPID"; exit 1; fi; [[ '"$name"' == sync ]] || exec /bin/'"$name"' "$@"'
    done
    run "$HUB_RESET" carry-out
    for name in mv rm mktemp install; do /bin/rm "$FAKES/$name"; done
    fake sync
    if [[ $status == 0 ]]; then break; fi
    cuts=$((cuts + 1))
    # Either it is still asked for, or all of it is done.
    marked || [[ $(files | grep -v '^./erase/') == "$EMPTY" ]]
    reset carry-out
    reset erase
    as_delivered
  done
  ((cuts > 15 && step < 80))
}

@test "what the hub makes after the reset is not taken by the erasing, and a cut of it goes on" {
  reset mark
  reset carry-out
  leave hub/feeds/of-the-next.dat
  fake shred 'kill -9 $PPID'
  run "$HUB_RESET" erase
  rm "$FAKES/shred"
  reset erase
  [[ $(grep -rl "$HOUSEHOLD" "$HUB_DATA") == "$HUB_DATA/hub/feeds/of-the-next.dat" ]]
  jq -e '.erasing == false' "$HUB_STATUS"
}

@test "the erasing says that it runs, and never fails a start" {
  fake find 'cp "$HUB_STATUS" "'"$T"'/while"; exit 1'
  fake fstrim 'exit 1'
  reset mark
  reset carry-out
  reset erase
  jq -e '.erasing == true' "$T/while"
  jq -e '.erasing == false' "$HUB_STATUS"
}

@test "the page's request lays the marker down and starts the hub again; another text does nothing" {
  printf 'factory reset please\n' >"$HUB_REQUEST"
  reset page
  never marked
  [[ ! -e $HUB_REQUEST ]]
  never called systemctl
  mkdir "$HUB_REQUEST"
  reset page
  never marked
  [[ ! -e $HUB_REQUEST ]]
  printf 'factory reset\n' >"$T/secret"
  ln -s "$T/secret" "$HUB_REQUEST"
  reset page
  never marked
  [[ ! -e $HUB_REQUEST && -e $T/secret ]]
  printf 'factory reset\n' >"$HUB_REQUEST"
  reset page
  marked
  [[ ! -e $HUB_REQUEST ]]
  called 'systemctl .*reboot'
  everything_there
}

@test "a file on the boot partition does it once, also with an ending, and is removed" {
  local name
  for name in factory-reset FACTORY-RESET Factory-Reset.TXT; do
    rm -f "$CALLS" "$HUB_DATA/factory-reset"
    touch "$CALLS" "$HUB_BOOT/$name" "$HUB_BOOT/cydynni.toml"
    reset boot
    marked
    [[ $(ls "$HUB_BOOT") == cydynni.toml ]]
    called 'mount -o remount,rw'
    called 'mount -o remount,ro'
    called 'systemctl .*reboot'
  done
  # A name that only looks like it, and no file at all.
  rm "$HUB_DATA/factory-reset"
  : >"$CALLS"
  touch "$HUB_BOOT/factory-reset.toml"
  reset boot
  never marked
  [[ ! -s $CALLS ]]
}

@test "a boot partition that cannot be written resets nothing, rather than at every start" {
  touch "$HUB_BOOT/factory-reset"
  fake mount '[[ $* != *rw* ]]'
  reset boot
  never marked
  never called systemctl
  grep -q 'nothing was reset' "$HUB_RUN/faults/factory-reset"
}

@test "a file that is still there after the reset goes, and asks for no second one" {
  touch "$HUB_BOOT/factory-reset"
  reset mark
  reset carry-out
  reset boot
  never marked
  [[ ! -e $HUB_BOOT/factory-reset ]]
  never called systemctl
}

@test "the command asks for the words, and only then starts the hub again" {
  run cydynni_factory_reset <<<'yes'
  [[ $status != 0 && $output == *'Nothing was changed.'* ]]
  never marked
  never called systemctl
  run cydynni_factory_reset </dev/null
  [[ $status != 0 ]]
  never marked
  run cydynni_factory_reset <<<'factory reset'
  [[ $status == 0 ]]
  marked
  called 'systemctl .*reboot'
}
