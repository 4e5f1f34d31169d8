#!/bin/bash
# Starts the root filesystem: Debian's minimal set by mmdebstrap. Under pi-gen this takes the place of stage0.
set -euo pipefail

# What a sealed appliance never reads. Written into the image's own dpkg, so that every later stage obeys it too.
# The kernel's hooks go as well: stage-kernel makes the one initramfs, and the export writes the boot partition.
dpkg_filters() {
  printf '%s\n' \
    'path-exclude=/usr/share/man/*' \
    'path-exclude=/usr/share/info/*' \
    'path-exclude=/usr/share/lintian/*' \
    'path-exclude=/usr/share/bug/*' \
    'path-exclude=/usr/share/doc/*' \
    'path-include=/usr/share/doc/*/copyright' \
    'path-exclude=/usr/share/locale/*' \
    'path-include=/usr/share/locale/cy/*' \
    'path-include=/usr/share/locale/en*/*' \
    'path-exclude=/etc/kernel/postinst.d/*' \
    'path-exclude=/etc/kernel/postrm.d/*' \
    'path-exclude=/etc/initramfs/post-update.d/*' \
    'path-exclude=/usr/share/initramfs-tools/hooks/raspi-firmware-fsck'
}

main() {
  [[ -d $ROOTFS_DIR ]] && return
  mkdir -p "$STAGE_WORK_DIR"
  local filters=() line
  while IFS= read -r line; do filters+=(--dpkgopt="$line"); done < <(dpkg_filters)
  mmdebstrap --mode=root --variant=minbase --format=directory --arch="${ARCH:-arm64}" \
    --components=main,non-free-firmware "${filters[@]}" \
    --aptopt='APT::Install-Recommends "false"' --aptopt='Acquire::Languages "none"' --aptopt='Acquire::Retries "3"' \
    --essential-hook="$HUB_IMAGE_DIR/stage-base/files/before-packages \"\$1\"" \
    --skip=cleanup/apt/lists \
    "${RELEASE:-trixie}" "$ROOTFS_DIR" ${HUB_DEBIAN_MIRROR:+"$HUB_DEBIAN_MIRROR"}
}

main "$@"
