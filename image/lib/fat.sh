# shellcheck shell=bash
# A FAT file system from a flat folder, with equal bytes for equal content.

# make_fat FOLDER TARGET
make_fat() {
  local folder=$1 target=$2 files
  find "$folder" -exec touch -d "@$HUB_FILE_EPOCH" {} +
  rm -f "$target"
  truncate -s "${HUB_BOOT_MIB}M" "$target"
  mkfs.vfat --invariant -F 32 -n HUB-BOOT -i "$HUB_BOOT_VOLUME_ID" "$target" >/dev/null
  mapfile -d '' -t files < <(find "$folder" -mindepth 1 -maxdepth 1 -type f -print0 | LC_ALL=C sort -z)
  TZ=UTC mcopy -m -i "$target" "${files[@]}" ::
}
