#!/usr/bin/env bats
# Our runner against the stage contract of pi-gen, one test a row.
# The bodies of toy scripts are meant for them to expand.
# shellcheck disable=SC2016,SC2248

load toy

setup() {
  toy_setup
}

@test "prerun.sh runs before the sub-stages, and only when executable" {
  toy_stage s0
  toy_file "$STAGE/00-a/00-run.sh" '[[ -x $ROOTFS_DIR/bin/bash ]]; echo ran >"$TOY/ran"'
  toy_stage s1
  chmod 644 "$STAGE/prerun.sh"
  toy_file "$STAGE/00-a/00-run.sh" '[[ ! -e $ROOTFS_DIR ]] && echo "no root" >"$TOY/ran1"'
  toy_bake
  [[ $status == 0 ]]
  [[ -f $TOY/ran && -f $TOY/ran1 ]]
}

@test "SKIP leaves out a stage, and inside a sub-stage that sub-stage" {
  toy_stage s0
  toy_file "$STAGE/00-skipped/00-run.sh" 'touch "$TOY/wrong"'
  touch "$STAGE/00-skipped/SKIP"
  toy_stage s1
  touch "$STAGE/SKIP"
  toy_file "$STAGE/00-a/00-run.sh" 'touch "$TOY/wrong"'
  toy_stage s2
  toy_file "$STAGE/00-a/00-run.sh" '[[ -x $ROOTFS_DIR/bin/bash ]] && touch "$TOY/went-on"'
  toy_bake
  [[ $status == 0 ]]
  [[ ! -e $TOY/wrong && -e $TOY/went-on ]]
}

@test "EXPORT_IMAGE exports the stage's root with its suffix; SKIP_IMAGES does not" {
  toy_stage s0
  echo "IMG_SUFFIX=-lite" >"$STAGE/EXPORT_IMAGE"
  toy_stage s1
  echo "IMG_SUFFIX=-full" >"$STAGE/EXPORT_IMAGE"
  touch "$STAGE/SKIP_IMAGES"
  toy_bake
  [[ $status == 0 ]]
  [[ $(wc -l <"$TOY/exported") == 1 ]]
  [[ $(cat "$TOY/exported") == "$TOY/stages/s0|"*"/s0/rootfs|-lite" ]]
}

@test "EXPORT_NOOBS is refused by name" {
  toy_stage s0
  touch "$STAGE/EXPORT_IMAGE" "$STAGE/EXPORT_NOOBS"
  toy_bake
  [[ $status != 0 ]]
  [[ $output == *HUB_IMAGE_NOOBS* ]]
}

@test "postrun.sh runs after the sub-stages" {
  toy_stage s0
  toy_file "$STAGE/00-a/00-run.sh" 'echo sub >>"$TOY/order"'
  toy_file "$STAGE/postrun.sh" 'echo post >>"$TOY/order"'
  toy_bake
  [[ $status == 0 ]]
  [[ $(tr '\n' ' ' <"$TOY/order") == "sub post " ]]
}

@test "inside a sub-stage: debconf, packages-nr, packages, patches, run, run-chroot, for each number in turn" {
  toy_stage s0
  local sub=$STAGE/00-sub number
  mkdir -p "$sub"
  toy_file "$TOY/bin/quilt" 'echo "quilt $* $(basename "$QUILT_PATCHES")" >>"$TOY/work"/*/s0/rootfs/calls'
  for number in 01 00; do
    echo 'echo "chroot '$number'" >>/calls' >"$sub/$number-run-chroot.sh"
    toy_file "$sub/$number-run.sh" 'echo "run '$number'" >>"$ROOTFS_DIR/calls"'
    mkdir "$sub/$number-patches"
    printf '# why\npkg-%s  # inline\n  other\n' "$number" >"$sub/$number-packages"
    echo "lean-$number" >"$sub/$number-packages-nr"
    echo "selection $number" >"$sub/$number-debconf"
  done
  toy_last
  toy_bake
  [[ $status == 0 ]]
  diff "$TOY/calls" - <<'END'
debconf selection 00
apt-get -o Acquire::Retries=3 install -y --no-install-recommends lean-00
apt-get -o Acquire::Retries=3 install -y pkg-00 other
quilt push -a 00-patches
run 00
chroot 00
debconf selection 01
apt-get -o Acquire::Retries=3 install -y --no-install-recommends lean-01
apt-get -o Acquire::Retries=3 install -y pkg-01 other
quilt push -a 01-patches
run 01
chroot 01
END
}

@test "sub-stages run in the order of their names, an empty package list asks for nothing" {
  toy_stage s0
  mkdir -p "$STAGE/01-b" "$STAGE/00-a"
  echo 'echo b >>/calls' >"$STAGE/01-b/00-run-chroot.sh"
  echo 'echo a >>/calls' >"$STAGE/00-a/99-run-chroot.sh"
  echo '# nothing' >"$STAGE/00-a/00-packages"
  toy_last
  toy_bake
  [[ $status == 0 ]]
  [[ $(tr '\n' ' ' <"$TOY/calls") == "a b " ]]
}

@test "a run.sh that is not executable is left out" {
  toy_stage s0
  toy_file "$STAGE/00-a/00-run.sh" 'touch "$TOY/wrong"'
  chmod 644 "$STAGE/00-a/00-run.sh"
  toy_bake
  [[ $status == 0 && ! -e $TOY/wrong ]]
}

@test "patches: quilt answering 'nothing to do' is well, a failing one is not, EDIT is refused" {
  toy_stage s0
  mkdir -p "$STAGE/00-a/00-patches"
  toy_file "$TOY/bin/quilt" 'exit 2'
  toy_bake
  [[ $status == 0 ]]
  toy_file "$TOY/bin/quilt" 'exit 1'
  toy_bake
  [[ $status != 0 && $output == *"stage s0, step 00-a/00-patches failed"* ]]
  touch "$STAGE/00-a/00-patches/EDIT"
  toy_bake
  [[ $status != 0 && $output == *EDIT* ]]
}

@test "run-chroot.sh is inside the root, with proc, dev, dev/pts, sys, run and tmp, and stops at the first error" {
  toy_stage s0
  mkdir -p "$STAGE/00-a"
  cat >"$STAGE/00-a/00-run-chroot.sh" <<'END'
[[ -e /proc/self/status && -c /dev/null && -d /sys/kernel && ! -e /usr/bin/env ]]
while read -r _ at _; do case $at in /run | /tmp | /dev/pts) echo "$at" >>/calls ;; esac; done </proc/self/mounts
false
echo "went on" >>/calls
END
  toy_file "$STAGE/postrun.sh" ':'
  toy_bake
  [[ $status != 0 && $output == *"step 00-a/00-run-chroot.sh failed"* && $output != *"went on"* ]]
  assert_nothing_left
}

@test "the functions of pi-gen are there for stage scripts" {
  toy_stage s0
  toy_file "$STAGE/00-a/00-run.sh" 'for name in log bootstrap copy_previous unmount unmount_image on_chroot update_issue \
    ensure_next_loopdev ensure_loopdev_partitions; do [[ $(type -t "$name") == function ]] || { echo "no $name"; exit 1; }; done
    log "said by the stage"; grep -q "said by the stage" "$LOG_FILE"
    on_chroot <<<"echo here >/seen"; [[ -f $ROOTFS_DIR/seen ]]
    update_issue s0; grep -q s0 "$ROOTFS_DIR/etc/rpi-issue"'
  toy_bake
  echo "$output"
  [[ $status == 0 ]]
}

@test "the variables of pi-gen are there for stage scripts" {
  toy_stage s0
  toy_stage s1
  toy_file "$STAGE/00-a/00-run.sh" 'for name in PI_GEN PI_GEN_REPO PI_GEN_RELEASE ARCH RELEASE IMG_NAME IMG_DATE IMG_FILENAME \
    ARCHIVE_FILENAME SCRIPT_DIR WORK_DIR DEPLOY_DIR DEPLOY_COMPRESSION COMPRESSION_LEVEL LOG_FILE TARGET_HOSTNAME \
    FIRST_USER_NAME FIRST_USER_PASS DISABLE_FIRST_BOOT_USER_RENAME PASSWORDLESS_SUDO WPA_COUNTRY ENABLE_SSH PUBKEY_ONLY_SSH \
    PUBKEY_SSH_FIRST_USER LOCALE_DEFAULT KEYBOARD_KEYMAP KEYBOARD_LAYOUT TIMEZONE_DEFAULT GIT_HASH CLEAN APT_PROXY TEMP_REPO \
    STAGE STAGE_DIR STAGE_WORK_DIR PREV_STAGE PREV_STAGE_DIR ROOTFS_DIR PREV_ROOTFS_DIR IMG_SUFFIX EXPORT_DIR \
    EXPORT_ROOTFS_DIR QUILT_NO_DIFF_INDEX QUILT_NO_DIFF_TIMESTAMPS QUILT_REFRESH_ARGS ENABLE_CLOUD_INIT USE_QEMU; do
    [[ -v $name ]] || { echo "no $name"; exit 1; }; done
    [[ $STAGE == s1 && $PREV_STAGE == s0 && $STAGE_DIR == "$TOY/stages/s1" && $ROOTFS_DIR == "$WORK_DIR/s1/rootfs" ]]
    [[ $PREV_ROOTFS_DIR == "$WORK_DIR/s0/rootfs" && $PWD == "$TOY/stages/s1/00-a" ]]'
  toy_bake
  echo "$output"
  [[ $status == 0 ]]
}

@test "copy_previous takes the root of the stage before, and says so when there is none" {
  toy_stage s0
  echo 'echo from-s0 >/mark' >"$STAGE/00-run-chroot.sh"
  mkdir "$STAGE/00-a"
  mv "$STAGE/00-run-chroot.sh" "$STAGE/00-a/"
  toy_stage s1
  toy_file "$STAGE/00-a/00-run.sh" '[[ $(cat "$ROOTFS_DIR/mark") == from-s0 ]]'
  toy_bake
  [[ $status == 0 ]]
  toy_file "$TOY/stages/s0/prerun.sh" copy_previous
  toy_bake
  [[ $status != 0 && $output == *HUB_IMAGE_NO_PREVIOUS* ]]
}
