#!/usr/bin/env bats
# /usr/lib/cydynni/early: the booted disk's links, the data partition, and every path of the writable list.

load system

setup() {
  system_setup
  T=$BATS_TEST_TMPDIR
  export HUB_LIST=$T/list HUB_RUN=$T/run HUB_RULES=$T/rules HUB_SYS=$T/sys HUB_DEV=$T/dev HUB_DATA=$T/data HUB_PREFIX=$T/root HUB_PROC=$T/proc
  mkdir -p "$T"/{proc,dev,data,root/var/lib/kept,root/etc}
  printf 'from the image\n' >"$T/root/var/lib/kept/file"
  : >"$HUB_LIST"
  echo 'root=PARTUUID=0-02 ro' >"$HUB_PROC/cmdline"
  fake mountpoint 'echo 254:2'
  fake mount
  fake e2fsck
  booted_from vda vda2
}

# booted_from DISK PARTITION: what sysfs says of the root's device number.
booted_from() {
  rm -rf "$HUB_SYS"
  mkdir -p "$HUB_SYS/devices/$1/$2" "$HUB_SYS/dev/block"
  ln -s "../../devices/$1/$2" "$HUB_SYS/dev/block/254:2"
  touch "$HUB_DEV/${2%2}4"
}

early() { run "$(program early)"; }

# clock NOW NEWEST: what the clock says, and when the newest reading was stored; the slot was built at 1800000000.
clock() {
  mkdir -p "$HUB_DATA/hub/feeds" "$HUB_PREFIX/usr/lib"
  fake date "case \$1 in +%s) echo $1 ;; esac"
  touch -d @1799000000 "$HUB_DATA/hub/feeds/older"
  touch -d "@$2" "$HUB_DATA/hub/feeds/newest"
  touch -d @1800000000 "$HUB_PREFIX/usr/lib/clock-epoch"
  : >"$CALLS"
  early
}

@test "the clock never starts before the newest reading that was stored" {
  clock 1800000000 1810000000
  [[ $status == 0 ]]
  called '^date --utc --set @1810000001$'
}

@test "a clock that is right is left alone, and a file from a clock that was wrong does not count" {
  clock 1810000001 1810000000
  [[ $status == 0 ]]
  not_called '--set'
  clock 1800000000 4200000000
  [[ $status == 0 ]]
  not_called '--set'
}

@test "a hub without readings starts as its clock says" {
  fake date 'echo 1800000000'
  early
  [[ $status == 0 ]]
  not_called '--set'
}

@test "the links name the partitions of the disk it was booted from" {
  early
  [[ $status == 0 ]]
  [[ $(<"$HUB_RUN/disk") == vda ]]
  grep -qx 'SUBSYSTEM=="block", KERNEL=="vda4", SYMLINK+="hub/data"' "$HUB_RULES/61-hub.rules"
  grep -qx 'SUBSYSTEM=="block", KERNEL=="vda1", SYMLINK+="hub/boot"' "$HUB_RULES/61-hub.rules"
}

@test "an SD card's partitions have a p before the number" {
  booted_from mmcblk0 mmcblk0p2
  early
  grep -q 'KERNEL=="mmcblk0p3", SYMLINK+="hub/b"' "$HUB_RULES/61-hub.rules"
  called "mount -t ext4 .* $HUB_DEV/mmcblk0p4 $HUB_DATA"
}

@test "the disk is found through dm-verity" {
  mkdir -p "$HUB_SYS/devices/sda/sda2" "$HUB_SYS/devices/virtual/dm-0/slaves"
  ln -s ../../../sda/sda2 "$HUB_SYS/devices/virtual/dm-0/slaves/sda2"
  ln -sfn ../../devices/virtual/dm-0 "$HUB_SYS/dev/block/254:2"
  touch "$HUB_DEV/sda4"
  early
  [[ $(<"$HUB_RUN/disk") == sda ]]
}

@test "the data partition is checked before it is mounted, and repaired wholly only when it must be" {
  early
  called 'e2fsck -p .*vda4'
  not_called 'e2fsck -f'
  [[ ! -e $HUB_RUN/faults ]]
  # shellcheck disable=SC2016 # for the fake to expand
  fake e2fsck '[[ $1 == -p ]] && exit 4; exit 1'
  early
  called 'e2fsck -f -y .*vda4'
  grep -q 'full repair' "$HUB_RUN/faults/data-repaired"
  called 'mount -t ext4'
}

@test "a data partition that cannot be mounted becomes memory, and that is reported" {
  # shellcheck disable=SC2016 # for the fake to expand
  fake mount '[[ $2 == ext4 ]] && exit 32; exit 0'
  early
  [[ $status == 0 ]]
  called "mount -t tmpfs .* $HUB_DATA"
  grep -q 'nothing will be kept' "$HUB_RUN/faults/data-lost"
}

@test "a factory reset that was asked for comes before anything is mounted, and one that fails does not stop the start" {
  export HUB_RESET=$FAKES/reset
  echo '/tmp memory size=64M' >"$HUB_LIST"
  fake reset 'exit 1'
  early
  [[ $status == 0 ]]
  not_called '^reset'
  touch "$HUB_DATA/factory-reset"
  early
  [[ $status == 0 && -s $HUB_RUN/faults/factory-reset ]]
  grep -A1 '^reset carry-out' "$CALLS" | grep -q 'mount -t tmpfs'
}

@test "a kept folder starts as the image has it, and then keeps its own" {
  echo '/var/lib/kept kept # why' >"$HUB_LIST"
  mkdir -p "$HUB_DATA/system/var/lib/kept.new"
  touch "$HUB_DATA/system/var/lib/kept.new/of-a-power-cut"
  early
  [[ $(ls "$HUB_DATA/system/var/lib/kept") == file ]]
  echo changed >"$HUB_DATA/system/var/lib/kept/file"
  early
  [[ $(<"$HUB_DATA/system/var/lib/kept/file") == changed ]]
  called "mount --bind $HUB_DATA/system/var/lib/kept $HUB_PREFIX/var/lib/kept"
}

@test "the identity is made once; a torn one is made again" {
  local home=$HUB_DATA/system/etc/machine-id first
  echo '/etc/machine-id identity' >"$HUB_LIST"
  early
  first=$(<"$home")
  [[ $first =~ ^[0-9a-f]{32}$ ]]
  early
  [[ $(<"$home") == "$first" ]]
  chmod 644 "$home"
  printf '%s' "${first:0:20}" >"$home"
  early
  [[ $(<"$home") =~ ^[0-9a-f]{32}$ && $(<"$home") != "${first:0:20}"* ]]
}

@test "memory is mounted with its options" {
  echo '/tmp memory size=64M,mode=1777' >"$HUB_LIST"
  early
  called "mount -t tmpfs -o nodev,nosuid,size=64M,mode=1777 tmpfs $HUB_PREFIX/tmp"
}

@test "a kind that does not exist is an error and a report" {
  echo '/tmp memroy' >"$HUB_LIST"
  early
  [[ $status != 0 ]]
  grep -q "unknown kind 'memroy'" "$HUB_RUN/faults/writable-paths"
}

@test "what the boot script found wrong is reported" {
  early
  [[ ! -e $HUB_RUN/faults ]]
  echo 'root=PARTUUID=0-02 hub.rescue=1 hub.bootstate=reset' >"$HUB_PROC/cmdline"
  early
  [[ -s $HUB_RUN/faults/rescue && -s $HUB_RUN/faults/boot-state ]]
}

@test "every line of the image's own list is understood" {
  HUB_LIST=$(program writable-paths)
  mkdir -p "$HUB_PREFIX/var/lib/systemd"
  early
  [[ $status == 0 ]]
  [[ $(grep -c '^mount' "$CALLS") -ge 6 ]]
}
