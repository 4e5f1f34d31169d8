#!/usr/bin/env bats
# What a bake promises beyond pi-gen's contract: it says what it does, fails by name, leaves nothing, and remembers.
# The bodies of toy scripts are meant for them to expand.
# shellcheck disable=SC2016,SC2248,SC2034

load toy

setup() {
  toy_setup
}

@test "progress names every step and its seconds" {
  toy_stage s0
  toy_file "$STAGE/00-a/00-run.sh" ':'
  toy_bake
  [[ $status == 0 ]]
  grep -Eq '^  s0/prerun.sh +[0-9]+\.[0-9] s$' <<<"$output"
  grep -Eq '^  s0/00-a/00-run.sh +[0-9]+\.[0-9] s$' <<<"$output"
}

@test "a failing step stops the bake with its stage's name and the last lines of its log" {
  toy_stage s0
  toy_file "$STAGE/00-a/00-run.sh" 'echo "the reason is here"; exit 7'
  toy_stage s1
  toy_file "$STAGE/00-a/00-run.sh" 'touch "$TOY/wrong"'
  toy_bake
  [[ $status == 7 ]]
  [[ $output == *"HUB_IMAGE_STAGE_FAILED: stage s0, step 00-a/00-run.sh failed (exit 7)"*"the reason is here"* ]]
  [[ ! -e $TOY/wrong ]]
  grep -q "the reason is here" "$TOY/out/build.log"
  assert_nothing_left
}

@test "the log of a failed bake is gone when the next one went well" {
  toy_stage s0
  toy_file "$STAGE/00-a/00-run.sh" 'exit 7'
  toy_bake
  [[ -s $TOY/out/build.log ]]
  toy_file "$STAGE/00-a/00-run.sh" ':'
  toy_bake
  [[ $status == 0 && ! -e $TOY/out/build.log ]]
}

@test "a stage behind one that put the hub's own resolver in place still finds names" {
  toy_stage s0
  toy_file "$STAGE/00-a/00-run.sh" 'ln -s /run/systemd/resolve/stub-resolv.conf "$ROOTFS_DIR/etc/resolv.conf"'
  toy_stage s1
  mkdir -p "$STAGE/00-a"
  printf 'while read -r line; do echo "$line" >>/calls; done </etc/resolv.conf\n' >"$STAGE/00-a/00-run-chroot.sh"
  toy_last
  toy_bake
  [[ $status == 0 ]]
  diff "$TOY/calls" /etc/resolv.conf
}

@test "Ctrl-C in the middle leaves no process, no mount and no folder" {
  toy_stage s0
  mkdir -p "$STAGE/00-a"
  # A child of the chroot that outlives its parent, as a stray service would.
  printf '(while :; do read -t 1 </dev/zero; done) & disown\necho started >/started\nwhile :; do read -t 1 </dev/zero; done\n' \
    >"$STAGE/00-a/00-run-chroot.sh"
  env HUB_DIST_DIR=/nowhere HUB_IMAGE_CACHE= HUB_IMAGE_WORK="$TOY/work" setsid "$BATS_TEST_DIRNAME/../build" \
    --config "$TOY/config" --out "$TOY/out" >"$TOY/said" 2>&1 3>&- &
  local bake=$!
  until compgen -G "$TOY/work/*/s0/rootfs/started" >/dev/null; do
    kill -0 "$bake"
    sleep 0.1
  done
  kill -TERM "$bake"
  local code=0
  wait "$bake" || code=$?
  [[ $code == 130 ]]
  assert_nothing_left
  # Every process of the bake had the scratch space in its root or its arguments.
  local root
  for root in /proc/[0-9]*/root; do
    [[ $(readlink "$root" || true) != "$TOY"* ]]
  done
}

@test "a finished stage comes from the cache until something that goes into it changes" {
  TOY_CACHE=$TOY/cache
  toy_stage s0
  toy_file "$STAGE/00-a/00-run.sh" 'echo ran >>"$TOY/s0"; echo one >"$ROOTFS_DIR/made"'
  toy_stage s1
  touch "$STAGE/NO_CACHE"
  toy_file "$STAGE/00-a/00-run.sh" 'cat "$ROOTFS_DIR/made" >>"$TOY/s1"'
  toy_bake
  toy_bake
  [[ $status == 0 && $output == *"/s0 from the cache"* ]]
  [[ $(wc -l <"$TOY/s0") == 1 && $(wc -l <"$TOY/s1") == 2 ]]
  chmod 700 "$TOY/stages/s0/00-a/00-run.sh"
  toy_bake
  [[ $status == 0 && $(wc -l <"$TOY/s0") == 2 ]]
}

@test "an interrupted bake leaves nothing in the cache that a later one would believe" {
  TOY_CACHE=$TOY/cache
  toy_stage s0
  toy_file "$STAGE/00-a/00-run.sh" 'exit 1'
  toy_bake
  [[ $status != 0 ]]
  run compgen -G "$TOY/cache/s0-*.tar.zst"
  [[ -z $output ]]
}

@test "every NN-run.sh of the image's own stages is executable: pi-gen passes over those that are not" {
  run find "$BATS_TEST_DIRNAME"/../stage-* "$BATS_TEST_DIRNAME/../export" \( -name '*-run.sh' -o -name prerun.sh \) -not -perm -u+x
  [[ $status == 0 && -z $output ]]
}
