#!/usr/bin/env bats
# The small programs of the system stage, cut where it hurts and run again.
# The fakes' bodies are for them to expand.
# shellcheck disable=SC2016

load system

setup() {
  system_setup
  T=$BATS_TEST_TMPDIR
  export HUB_RUN=$T/run HUB_SYS=$T/sys HUB_DEV=$T/dev HUB_DATA=$T/data
  mkdir -p "$HUB_RUN" "$HUB_DEV" "$HUB_DATA/ssh" "$HUB_DATA/crash"
}

# A disk of 64 MiB whose fourth partition ends at 16 MiB, and what sysfs says of it.
make_disk() {
  truncate -s 64M "$HUB_DEV/vda"
  printf 'label: dos\nlabel-id: 0x43594e48\nstart=2048,size=2048,type=c,bootable\nstart=4096,size=2048\nstart=6144,size=2048\nstart=8192,size=24576\n' |
    sfdisk --quiet "$HUB_DEV/vda"
  mkdir -p "$HUB_SYS/class/block/"{vda,vda4}
  echo 131072 >"$HUB_SYS/class/block/vda/size"
  echo 8192 >"$HUB_SYS/class/block/vda4/start"
  echo 24576 >"$HUB_SYS/class/block/vda4/size"
  echo vda >"$HUB_RUN/disk"
  fake partx
  fake tune2fs
  fake resize2fs
}

fourth_size() { sfdisk --json "$HUB_DEV/vda" | jq '.partitiontable.partitions[3].size'; }

@test "grow-data grows partition 4 to the card in one sector, and gives the card its own signature" {
  make_disk
  cp "$HUB_DEV/vda" "$T/before"
  run "$(program grow-data)"
  [[ $status == 0 ]]
  [[ $(fourth_size) == 122880 ]]
  [[ $(sfdisk --disk-id "$HUB_DEV/vda") != 0x43594e48 ]]
  [[ $(cmp -l "$T/before" "$HUB_DEV/vda" | awk '$1 > 512' | wc -l) == 0 ]]
  [[ $(sfdisk --json "$HUB_DEV/vda" | jq -c '[.partitiontable.partitions[:3][] | [.start, .size]]') == '[[2048,2048],[4096,2048],[6144,2048]]' ]]
  called 'partx --update --nr 4'
  called 'resize2fs .*vda4'
}

@test "grow-data that was cut after the table only grows the file system" {
  make_disk
  echo 122880 >"$HUB_SYS/class/block/vda4/size"
  cp "$HUB_DEV/vda" "$T/before"
  run "$(program grow-data)"
  [[ $status == 0 ]]
  cmp "$T/before" "$HUB_DEV/vda"
  called 'resize2fs .*vda4'
  not_called partx
}

@test "grow-data keeps a reserve that readings cannot use and the database can, also on a card that is full-grown" {
  make_disk
  run "$(program grow-data)"
  called 'tune2fs -m 3 -u mysql .*vda4'
  : >"$CALLS"
  run "$(program grow-data)"
  called 'tune2fs -m 3 -u mysql .*vda4'
}

@test "grow-data says so when the file system does not grow" {
  make_disk
  fake resize2fs 'exit 1'
  run "$(program grow-data)"
  [[ $status != 0 ]]
}

@test "database-prepare leaves no half database behind a cut, and makes a whole one next time" {
  fake install 'mkdir -p "${@: -1}"'
  fake mariadb-install-db 'touch "$HUB_DATA/mysql.new/half"; exit 1'
  run "$(program database-prepare)"
  [[ $status != 0 && ! -e $HUB_DATA/mysql ]]
  fake mariadb-install-db 'touch "$HUB_DATA/mysql.new/whole"'
  run "$(program database-prepare)"
  [[ $status == 0 && $(ls "$HUB_DATA/mysql") == whole && ! -e $HUB_DATA/mysql.new ]]
}

@test "database-prepare leaves a database alone" {
  mkdir "$HUB_DATA/mysql"
  printf '\xfe\x23\x05\x74more' >"$HUB_DATA/mysql/tc.log"
  printf '\xfe\xfe\x0c%049d' 0 >"$HUB_DATA/mysql/aria_log_control"
  echo x | tee "$HUB_DATA/mysql/"{ibdata1,ib_logfile0,aria_log.00000001} >"$T/nothing"
  cp -r "$HUB_DATA/mysql" "$T/before"
  fake mariadb-install-db
  run "$(program database-prepare)"
  [[ $status == 0 && ! -e $HUB_RUN/faults ]]
  not_called mariadb-install-db
  diff -r "$HUB_DATA/mysql" "$T/before"
}

@test "ssh-host-key makes a key once, over what a cut left" {
  printf 'half' >"$HUB_DATA/ssh/ssh_host_ed25519_key.new"
  run "$(program ssh-host-key)"
  [[ $status == 0 && $(stat -c %a "$HUB_DATA/ssh/ssh_host_ed25519_key") == 600 ]]
  cp "$HUB_DATA/ssh/ssh_host_ed25519_key" "$T/first"
  run "$(program ssh-host-key)"
  cmp "$T/first" "$HUB_DATA/ssh/ssh_host_ed25519_key"
}

@test "crash-log keeps a unit's last lines, and never more than two files of 256 kB" {
  fake journalctl 'echo last words'
  run "$(program crash-log)" hub-api.service
  [[ $status == 0 ]]
  grep -q 'hub-api.service' "$HUB_DATA/crash/log"
  grep -qx 'last words' "$HUB_DATA/crash/log"
  head -c 262144 /dev/zero >"$HUB_DATA/crash/log"
  run "$(program crash-log)" mosquitto.service
  [[ $(stat -c %s "$HUB_DATA/crash/log.1") == 262144 && $(stat -c %s "$HUB_DATA/crash/log") -lt 1000 ]]
}

@test "crash-log keeps one entry of a unit an hour, however often it fails and whatever the clock does, and counts the rest" {
  local try
  fake journalctl 'echo last words'
  fake date "cat $T/clock"
  export HUB_RUN=$T/run HUB_UPTIME=$T/uptime
  echo 2015 >"$T/clock"
  for try in 100.5 110.2 3699.9; do
    echo "$try 1.0" >"$T/uptime"
    "$(program crash-log)" hub-wifi@wlan0.service
    echo "20$try" >"$T/clock"
  done
  [[ $(grep -c '^== ' "$HUB_DATA/crash/log") == 1 ]]
  "$(program crash-log)" mariadb.service
  [[ $(grep -c '^== ' "$HUB_DATA/crash/log") == 2 ]]
  echo '3700.0 1.0' >"$T/uptime"
  "$(program crash-log)" hub-wifi@wlan0.service
  [[ $(grep -c '^== ' "$HUB_DATA/crash/log") == 3 ]]
  grep -qx '(failed 2 times since the last entry)' "$HUB_DATA/crash/log"
}

@test "no unit that others need hangs on one that may fail: only wanted, tried again with growing pauses, for ever" {
  local unit
  for unit in "$SYSTEM_FILES"/usr/lib/systemd/system/{mosquitto,mariadb,hub-api}.service; do
    [[ $(grep -cE '^(Requires|BindsTo|Requisite)=' "$unit") == 0 ]]
    grep -qx 'StartLimitIntervalSec=0' "$unit"
  done
  for unit in "$SYSTEM_FILES"/usr/lib/systemd/system/{mosquitto,mariadb,hub-wifi@}.service; do
    grep -q '^RestartSteps=' "$unit"
    grep -q '^RestartMaxDelaySec=' "$unit"
  done
}

@test "the verity table has the slot's numbers, and refuses an argument that is not whole" {
  local verity=$SYSTEM_FILES/etc/initramfs-tools/scripts/local-top/hub-verity
  run "$verity" table /dev/vda2 262144,262145,00c7d9ee,abcd restart_on_corruption
  [[ $output == '0 2097152 verity 1 /dev/vda2 /dev/vda2 4096 4096 262144 262145 sha256 abcd 00c7d9ee 1 restart_on_corruption' ]]
  run "$verity" table /dev/vda2 262144,262145,abcd restart_on_corruption
  [[ $status != 0 ]]
}

@test "a slot without systemd restarts instead of going on with a shell; with it everything writable is mounted" {
  local writable=$SYSTEM_FILES/etc/initramfs-tools/scripts/local-bottom/hub-writable
  fake mount
  fake umount
  fake chroot
  mkdir -p "$T/scripts" "$T/slot/usr/lib/systemd"
  printf 'panic() { echo "panic: $1" >>"$CALLS"; exit 1; }\n' >"$T/scripts/functions"
  HUB_INITRAMFS=$T rootmnt=$T/slot run "$writable"
  [[ $status == 1 ]]
  called '^panic: hub: the slot has no systemd$'
  not_called '^mount'
  install -m 755 /dev/null "$T/slot/usr/lib/systemd/systemd"
  HUB_INITRAMFS=$T rootmnt=$T/slot run "$writable"
  called "^mount -o bind /run $T/slot/run$"
}

@test "files are laid owned by root, programs executable, everything else not" {
  ROOTFS_DIR=$T/rootfs run bash -c "cd '$SYSTEM_FILES/..' && ./01-run.sh"
  [[ $status == 0 ]]
  [[ $(stat -c '%a %u' "$T/rootfs/usr/lib/cydynni/early") == '755 0' ]]
  [[ $(stat -c '%a %u' "$T/rootfs/usr/lib/systemd/system/hub-api.service") == '644 0' ]]
}

@test "every program says what it does when asked" {
  local name
  for name in early grow-data database-prepare ssh-host-key crash-log; do
    run "$(program "$name")" --help
    [[ $status == 0 && $output == usage:* ]]
  done
}
