# shellcheck shell=bash
# Runs pi-gen stage directories. Order inside a sub-stage, for NN = 00…99: debconf, packages-nr, packages, patches,
# run.sh, run-chroot.sh. Each step's output goes to LOG_FILE, its name and time to the caller's standard output.

package_list() {
  sed -e 's/#.*//' "$1" | tr '\n' ' ' | sed -e 's/^ *//' -e 's/ *$//'
}

# step NAME COMMAND…: the name is left in STEP_FILE, so that the log shows what was running.
step() {
  local name=$1 started=$EPOCHREALTIME
  shift
  printf '%s\n' "$STAGE $name" >"$STEP_FILE"
  log "Begin $STAGE/$name"
  "$@" >>"$LOG_FILE" 2>&1 </dev/null
  log "End $STAGE/$name"
  LC_ALL=C awk -v a="$started" -v b="$EPOCHREALTIME" -v n="$STAGE/$name" 'BEGIN { printf "  %-58s %7.1f s\n", n, b - a }'
}

set_debconf() {
  on_chroot -c 'debconf-set-selections' <"$1"
}

install_packages() {
  local packages
  packages=$(package_list "$1")
  shift
  [[ -z $packages ]] && return
  on_chroot -c "DEBIAN_FRONTEND=noninteractive apt-get -o Acquire::Retries=3 install -y $* $packages"
}

# A subshell, since quilt wants to stand in the stage's work directory.
apply_patches() (
  series=$1 name=$2 code=0
  cd "$STAGE_WORK_DIR" || return
  rm -rf .pc "$name-pc"
  mkdir "$name-pc"
  ln -sfn "$name-pc" .pc
  if [[ -e $series/EDIT ]]; then
    echo "$series/EDIT asks for an interactive session, which only pi-gen itself offers" >&2
    return 1
  fi
  # quilt answers 2 when there is nothing left to apply.
  QUILT_PATCHES=$series quilt push -a || code=$?
  [[ $code == 0 || $code == 2 ]]
)

run_in_chroot() {
  on_chroot <"$1"
}

run_numbered() {
  local number=$1 name=$2
  if [[ -f $number-debconf ]]; then step "$name/$number-debconf" set_debconf "$number-debconf"; fi
  if [[ -f $number-packages-nr ]]; then
    step "$name/$number-packages-nr" install_packages "$number-packages-nr" --no-install-recommends
  fi
  if [[ -f $number-packages ]]; then step "$name/$number-packages" install_packages "$number-packages"; fi
  if [[ -d $number-patches ]]; then step "$name/$number-patches" apply_patches "$PWD/$number-patches" "$name"; fi
  if [[ -x $number-run.sh ]]; then
    step "$name/$number-run.sh" "./$number-run.sh"
  elif [[ -f $number-run.sh ]]; then
    log "Skip $STAGE/$name/$number-run.sh (not executable)"
    printf '  %-58s not executable, skipped\n' "$STAGE/$name/$number-run.sh"
  fi
  if [[ -f $number-run-chroot.sh ]]; then step "$name/$number-run-chroot.sh" run_in_chroot "$number-run-chroot.sh"; fi
}

run_sub_stage() {
  local number
  cd "$SUB_STAGE_DIR" || return
  for number in {00..99}; do
    run_numbered "$number" "${SUB_STAGE_DIR##*/}"
  done
}

# run_stage DIR: leaves ROOTFS_DIR of the stage and moves PREV_* on to it.
run_stage() {
  STAGE_DIR=$(realpath "$1")
  STAGE=${STAGE_DIR##*/}
  STAGE_WORK_DIR=$WORK_DIR/$STAGE
  ROOTFS_DIR=$STAGE_WORK_DIR/rootfs
  mkdir -p "$STAGE_WORK_DIR"
  if [[ -f $STAGE_DIR/EXPORT_IMAGE && ! -f $STAGE_DIR/SKIP_IMAGES ]]; then EXPORT_DIRS+=("$STAGE_DIR"); fi
  if [[ -f $STAGE_DIR/SKIP ]]; then
    printf '  %-58s skipped\n' "$STAGE"
    # pi-gen goes on from the root filesystem of an earlier bake; a bake of ours starts empty.
    [[ -d $ROOTFS_DIR ]] || return 0
  else
    bake_stage
  fi
  export PREV_STAGE=$STAGE PREV_STAGE_DIR=$STAGE_DIR PREV_ROOTFS_DIR=$ROOTFS_DIR
}

bake_stage() {
  cache_file
  cache_lock
  if [[ -f $CACHE_FILE ]]; then
    cache_unlock
    cache_wanted
    return
  fi
  cache_unpack_wanted
  cd "$STAGE_DIR" || return
  if [[ -x prerun.sh ]]; then step prerun.sh ./prerun.sh; fi
  for SUB_STAGE_DIR in "$STAGE_DIR"/*/; do
    SUB_STAGE_DIR=${SUB_STAGE_DIR%/}
    if [[ -d $SUB_STAGE_DIR && ! -f $SUB_STAGE_DIR/SKIP ]]; then run_sub_stage; fi
  done
  cd "$STAGE_DIR" || return
  if [[ -x postrun.sh ]]; then step postrun.sh ./postrun.sh; fi
  unmount "$STAGE_WORK_DIR"
  if [[ -n $CACHE_FILE && -d $ROOTFS_DIR ]]; then step "kept in the cache" cache_pack; fi
  cache_unlock
}
