#!/bin/bash
# The boot partition: firmware, device trees, U-Boot, boot script. What went there leaves the root filesystem.
set -euo pipefail

# shellcheck source=image/lib/boot-script.sh
source "$HUB_IMAGE_DIR/lib/boot-script.sh"
# shellcheck source=image/lib/fat.sh
source "$HUB_IMAGE_DIR/lib/fat.sh"

# U-Boot's built-in environment, except: no wait and no look at the serial port, where a meter board may be talking
# (any character there would stop the boot); storage only, no network boot.
uboot_environment() {
  local binary=$1
  tr '\0' '\n' <"$binary" | LC_ALL=C sed -n '/^bootcmd=bootflow/,/^$/p' |
    sed -e '/^$/d' -e 's/^bootdelay=.*/bootdelay=-2/' -e '/^preboot=/d' -e '/^dhcpuboot=/d' -e 's/^boot_targets=.*/boot_targets=mmc usb/'
}

gather() {
  local to=$1 uboot=$ROOTFS_DIR/usr/lib/u-boot/rpi_arm64/u-boot.bin
  cp "$ROOTFS_DIR"/usr/lib/raspi-firmware/{bootcode.bin,start.elf,start_cd.elf,start4.elf,start4cd.elf} "$to/"
  cp "$ROOTFS_DIR"/usr/lib/raspi-firmware/{fixup.dat,fixup_cd.dat,fixup4.dat,fixup4cd.dat} "$to/"
  cp "$ROOTFS_DIR"/usr/lib/cydynni/dtb/*.dtb "$to/"
  cp "$uboot" files/config.txt files/README.txt "$to/"
  uboot_environment "$uboot" >"$STAGE_WORK_DIR/uboot.env.txt"
  grep -q '^bootdelay=-2$' "$STAGE_WORK_DIR/uboot.env.txt"
  mkenvimage -s 0x4000 -o "$to/uboot.env" "$STAGE_WORK_DIR/uboot.env.txt"
  compile_boot_script "$to/boot.scr"
}

main() {
  local tree=$STAGE_WORK_DIR/boot
  rm -rf "$tree"
  mkdir -p "$tree"
  gather "$tree"
  make_fat "$tree" "$STAGE_WORK_DIR/parts/boot.vfat"
  rm -rf "$ROOTFS_DIR"/usr/lib/raspi-firmware "$ROOTFS_DIR"/usr/lib/u-boot "$ROOTFS_DIR"/usr/lib/cydynni/dtb
}

main "$@"
