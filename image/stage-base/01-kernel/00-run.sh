#!/bin/bash
# Drops kernel modules of hardware that no supported board has, puts kernel and device trees where the boot script and
# the export look for them, and tells the image where its boot state lies.
set -euo pipefail

# Directories of modules, below kernel/. Kept are the Pi's own, USB storage, serial and network adapters, and QEMU's.
readonly UNUSED=(
  drivers/gpu/drm/amd drivers/gpu/drm/nouveau drivers/gpu/drm/radeon drivers/gpu/drm/msm drivers/gpu/drm/etnaviv
  drivers/gpu/drm/tegra drivers/gpu/drm/rockchip drivers/gpu/drm/xe drivers/gpu/drm/i915
  drivers/infiniband drivers/media drivers/staging drivers/hwtracing drivers/accel drivers/isdn
  drivers/net/ethernet/mellanox drivers/net/ethernet/intel drivers/net/ethernet/chelsio drivers/net/ethernet/qlogic
  drivers/net/ethernet/netronome drivers/net/ethernet/cavium drivers/net/ethernet/hisilicon
  drivers/net/wireless/ath drivers/net/wireless/intel drivers/net/wireless/marvell
  drivers/iio drivers/nvme drivers/mtd drivers/ata drivers/crypto/hisilicon drivers/crypto/intel
  fs/ocfs2 fs/ceph fs/smb fs/nfs fs/nfsd fs/xfs fs/btrfs fs/gfs2 fs/jfs fs/reiserfs fs/f2fs fs/bcachefs fs/afs
  sound
)

place_kernel() {
  local version=$1 trees=$ROOTFS_DIR/usr/lib/linux-image-$1
  mkdir -p "$ROOTFS_DIR/usr/lib/cydynni/dtb"
  cp "$trees"/broadcom/bcm2837-rpi-*.dtb "$trees"/broadcom/bcm2711-rpi-*.dtb "$ROOTFS_DIR/usr/lib/cydynni/dtb/"
  rm -rf "$trees"
  mv "$ROOTFS_DIR/boot/vmlinuz-$version" "$ROOTFS_DIR/boot/vmlinuz"
  find "$ROOTFS_DIR/boot" -mindepth 1 -not -name vmlinuz -delete
  rm -rf "$ROOTFS_DIR"/vmlinuz* "$ROOTFS_DIR"/initrd.img* "$ROOTFS_DIR"/etc/kernel/postinst.d/z50-raspi-firmware
}

write_boot_state_address() {
  printf '# Where the two copies of the boot state lie on the booted disk, in sectors of 512 bytes.\n' \
    >"$ROOTFS_DIR/usr/lib/cydynni/boot-state.conf"
  printf 'BOOT_STATE_LBA_0=%d\nBOOT_STATE_LBA_1=%d\n' "$HUB_BOOT_STATE_LBA_0" "$HUB_BOOT_STATE_LBA_1" \
    >>"$ROOTFS_DIR/usr/lib/cydynni/boot-state.conf"
}

main() {
  local modules version dir
  modules=("$ROOTFS_DIR"/usr/lib/modules/*)
  if ((${#modules[@]} != 1)); then
    echo "expected one kernel in usr/lib/modules, found ${#modules[@]}: ${modules[*]##*/}" >&2
    return 1
  fi
  version=${modules[0]##*/}
  for dir in "${UNUSED[@]}"; do rm -rf "${modules[0]}/kernel/$dir"; done
  on_chroot -c "depmod $version"
  place_kernel "$version"
  write_boot_state_address
}

main "$@"
