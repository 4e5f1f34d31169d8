# shellcheck shell=bash
# Compiles the boot script for the addresses of image/config.

# compile_boot_script TARGET
compile_boot_script() {
  local source
  source=$(mktemp)
  sed -e "s/@STATE_LBA_0@/$HUB_BOOT_STATE_LBA_0/" -e "s/@STATE_LBA_1@/$HUB_BOOT_STATE_LBA_1/" \
    "$HUB_IMAGE_DIR/boot-script/hub.cmd" >"$source"
  SOURCE_DATE_EPOCH=$HUB_FILE_EPOCH mkimage -q -A arm64 -T script -C none -n 'CydYnni Hub' -d "$source" "$1" >/dev/null
  rm -f "$source"
}
