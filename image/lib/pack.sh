# shellcheck shell=bash
# shellcheck disable=SC2034 # the sums are for the caller
# Compresses a disk image piece by piece: an .xz file may consist of many streams, one after the other. Equal pieces,
# of which an image has many (empty space, everything that the last bake had too), are compressed once.

readonly PIECE_MIB=16

# pack_piece IMAGE NUMBER STORE: leaves the piece in STORE and says its name
pack_piece() {
  local image=$1 number=$2 store=$3 sum
  sum=$(piece "$image" "$number" | sha256sum | cut -c1-64)
  if [[ ! -f $store/$sum.xz ]]; then
    piece "$image" "$number" | xz -T1 "-${HUB_XZ_LEVEL:-3}" >"$store/$sum.$$"
    mv "$store/$sum.$$" "$store/$sum.xz"
  fi
  printf '%s %s.xz\n' "$number" "$sum"
}

piece() {
  dd if="$1" bs="${PIECE_MIB}M" skip="$2" count=1 status=none
}

# mapped_pieces BMAP: numbers of the pieces that hold data, from the map of blocks of 4 KiB
mapped_pieces() {
  sed -n 's/.*<Range[^>]*> *\([0-9]*\)\(-\([0-9]*\)\)\? *<.*/\1 \3/p' "$1" |
    awk -v blocks="$((PIECE_MIB * 256))" '{
      last = $2 == "" ? $1 : $2
      for (n = int($1 / blocks); n <= int(last / blocks); n++) if (!seen[n]++) print n
    }'
}

# pack_image IMAGE BMAP STORE TARGET: leaves the SHA-256 of both in IMAGE_SUM and PACKED_SUM, taken in passing. STORE holds afterwards what this image consists of and nothing else. IMAGE is a
# whole number of pieces long; what is not mapped is empty.
pack_image() {
  local image=$1 store=$3 target=$4 names=$STAGE_WORK_DIR/pieces pieces=$(($(stat -c %s "$1") / (PIECE_MIB * 1048576)))
  if ((pieces * PIECE_MIB * 1048576 != $(stat -c %s "$image"))); then
    echo "HUB_IMAGE_PIECES: the image is not a multiple of $PIECE_MIB MiB" >&2
    return 1
  fi
  mkdir -p "$store"
  local image_sum=$STAGE_WORK_DIR/image.sum packed_sum=$STAGE_WORK_DIR/packed.sum hashing
  sha256sum "$image" >"$image_sum" &
  hashing=$!
  # Another bake on this computer uses the same store, and each clears away what its own image does not need.
  local lock
  exec {lock}>"$store.lock"
  flock "$lock"
  export -f pack_piece piece
  export PIECE_MIB
  truncate -s "${PIECE_MIB}M" "$STAGE_WORK_DIR/empty.piece"
  pack_piece "$STAGE_WORK_DIR/empty.piece" 0 "$store" | sed 's/^0/empty/' >"$names"
  # Expanded by the shells that xargs starts.
  # shellcheck disable=SC2016
  mapped_pieces "$2" | xargs -P "$(nproc)" -I{} bash -euo pipefail -c 'pack_piece "$0" {} "$1"' "$image" "$store" >>"$names"
  awk -v pieces="$pieces" '{ name[$1] = $2 }
    END { for (n = 0; n < pieces; n++) print (n in name ? name[n] : name["empty"]) }' "$names" |
    (cd "$store" && xargs cat) | tee "$target" | sha256sum >"$packed_sum"
  find "$store" -type f -printf '%f\n' | sort | comm -23 - <(cut -d' ' -f2 "$names" | sort -u) | (cd "$store" && xargs -r rm -f)
  exec {lock}>&-
  wait "$hashing"
  IMAGE_SUM=$(cut -c1-64 "$image_sum") PACKED_SUM=$(cut -c1-64 "$packed_sum")
}
