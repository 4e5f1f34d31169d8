#!/bin/bash
# The root filesystem to export, as hard links: taking files away here leaves the stage's own tree whole.
set -euo pipefail

rm -rf "$ROOTFS_DIR"
mkdir -p "$STAGE_WORK_DIR/parts"
cp -al "$EXPORT_ROOTFS_DIR" "$ROOTFS_DIR"
