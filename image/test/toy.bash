# shellcheck shell=bash
# Toy stages on a toy root filesystem: bash and nothing else, with an apt-get that only writes down what it is asked.

toy_setup() {
  TOY=$BATS_TEST_TMPDIR
  mkdir -p "$TOY/stages" "$TOY/export/00-export" "$TOY/work" "$TOY/bin"
  toy_root "$TOY/root"
  # shellcheck disable=SC2016
  toy_file "$TOY/export/00-export/00-run.sh" 'echo "$EXPORT_DIR|$EXPORT_ROOTFS_DIR|$IMG_SUFFIX" >>"$TOY/exported"'
  cat >"$TOY/config" <<END
STAGE_LIST="\$(echo $TOY/stages/*)"
EXPORT_CONFIG_DIR=$TOY/export
ARCH=$(dpkg --print-architecture)
export TOY=$TOY
END
}

toy_root() {
  local library
  mkdir -p "$1"/{bin,etc,proc,dev,sys,run,tmp}
  cp "$(command -v bash)" "$1/bin/bash"
  ldd "$1/bin/bash" | grep -o '/[^ ]*' | while read -r library; do
    mkdir -p "$1${library%/*}"
    cp "$library" "$1$library"
  done
  # shellcheck disable=SC2016
  toy_file "$1/bin/apt-get" 'echo "apt-get $*" >>/calls'
  # shellcheck disable=SC2016
  toy_file "$1/bin/debconf-set-selections" 'while read -r line; do echo "debconf $line" >>/calls; done'
}

# toy_file PATH BODY: an executable bash script
toy_file() {
  mkdir -p "${1%/*}"
  printf '#!/bin/bash\nset -eu\n%s\n' "$2" >"$1"
  chmod 755 "$1"
}

# toy_stage NAME: an empty stage that starts as pi-gen's do; the first one brings the toy root
toy_stage() {
  STAGE=$TOY/stages/$1
  # shellcheck disable=SC2016
  toy_file "$STAGE/prerun.sh" 'if [ -n "${PREV_ROOTFS_DIR:-}" ]; then copy_previous; else mkdir -p "$STAGE_WORK_DIR"; cp -a "$TOY/root" "$ROOTFS_DIR"; fi'
}

# toy_last: the last stage, leaving what the bake called in $TOY/calls
toy_last() {
  toy_stage z-last
  # shellcheck disable=SC2016
  toy_file "$STAGE/00-end/00-run.sh" 'cp "$ROOTFS_DIR/calls" "$TOY/calls" || true'
}

toy_bake() {
  run env PATH="$TOY/bin:$PATH" HUB_DIST_DIR=/nowhere HUB_IMAGE_CACHE="${TOY_CACHE:-}" HUB_IMAGE_WORK="$TOY/work" \
    "$BATS_TEST_DIRNAME/../build" --config "$TOY/config" --out "$TOY/out"
}

# Nothing of the bake may be left: no scratch folder, no mount, no process.
assert_nothing_left() {
  [[ -z $(ls -A "$TOY/work") ]]
  # Not `! grep`: a negated command never fails a bats test.
  # shellcheck disable=SC2143
  [[ -z $(grep "$TOY/work" /proc/self/mounts) ]]
  [[ -z $(pgrep -f "$TOY/work") ]]
}
