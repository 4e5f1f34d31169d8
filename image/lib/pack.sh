# shellcheck shell=bash
# Compresses a disk image piece by piece: an .xz file may consist of many streams, one after the other. Equal pieces,
# of which an image has many (empty space, everything that the last bake had too), are compressed once.

readonly PIECE_MIB=16

# pack_piece IMAGE NUMBER STORE NAMES: leaves the piece in STORE and its name in NAMES/NUMBER
pack_piece() {
  local image=$1 number=$2 store=$3 names=$4 sum
  sum=$(piece "$image" "$number" | sha256sum | cut -c1-64)
  if [[ ! -f $store/$sum.xz ]]; then
    piece "$image" "$number" | xz -T1 "-${HUB_XZ_LEVEL:-6}" >"$store/$sum.$BASHPID"
    mv "$store/$sum.$BASHPID" "$store/$sum.xz"
  fi
  printf '%s.xz\n' "$sum" >"$names/$number"
}

piece() {
  dd if="$1" bs="${PIECE_MIB}M" skip="$((10#$2))" count=1 status=none
}

# pack_image IMAGE STORE TARGET: STORE holds afterwards what this image consists of and nothing else
pack_image() {
  local image=$1 store=$2 target=$3 names pieces
  names=$(mktemp -d -p "$STAGE_WORK_DIR")
  mkdir -p "$store"
  export -f pack_piece piece
  export PIECE_MIB
  pieces=$((($(stat -c %s "$image") + PIECE_MIB * 1048576 - 1) / (PIECE_MIB * 1048576)))
  # Expanded by the shells that xargs starts.
  # shellcheck disable=SC2016
  seq -f %06.0f 0 "$((pieces - 1))" |
    xargs -P "$(nproc)" -I{} bash -euo pipefail -c 'pack_piece "$0" {} "$1" "$2"' "$image" "$store" "$names"
  (cd "$store" && cat "$names"/* | xargs cat) >"$target"
  find "$store" -type f -printf '%f\n' | sort | comm -23 - <(sort -u "$names"/*) | (cd "$store" && xargs -r rm -f)
  rm -rf "$names"
}
