# shellcheck shell=bash
# The card and the QEMU machine of ./hub boot. Needs image/config and lib/host.sh.
# shellcheck disable=SC2034,SC2054,SC2153 # PORT and QEMU_PID belong to image/boot; QEMU separates by commas

free_port() {
  local port=$1
  while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do port=$((port + 1)); done
  printf '%s' "$port"
}

# A copy of the image, as large as a real card: QEMU's SD controller wants a power of two, and growing gets its turn.
prepare_card() {
  local folder=$HUB_REPO_DIR/.hub/boot
  mkdir -p "$folder"
  CARD=$folder/$MACHINE.img CONSOLE=$folder/$MACHINE.log
  if ((SNAPSHOT && !FRESH)) && [[ ! -f $CARD ]]; then FRESH=1; fi
  if ((FRESH)) || [[ ! -f $CARD || $IMAGE -nt $CARD ]]; then
    cp --sparse=always --reflink=auto "$IMAGE" "$CARD"
    truncate -s 8G "$CARD"
  fi
  if ((SSH)); then allow_key "$folder"; fi
}

# Puts a key where the owner of a card would: into cydynni.toml on the boot partition.
allow_key() {
  SSH_KEY=$1/ssh-key
  [[ -f $SSH_KEY ]] || ssh-keygen -q -t ed25519 -N '' -C 'hub boot' -f "$SSH_KEY"
  SSH_PORT=$(free_port 2222)
  printf '[ssh]\nauthorized_keys = ["%s"]\n' "$(cat "$SSH_KEY.pub")" >"$SCRATCH/cydynni.toml"
  mcopy -o -i "$CARD@@$((HUB_BOOT_OFFSET_MIB * 1048576))" "$SCRATCH/cydynni.toml" ::
}

from_card() {
  mcopy -i "$CARD@@$((HUB_BOOT_OFFSET_MIB * 1048576))" "::$1" "$SCRATCH/$1"
  printf '%s/%s' "$SCRATCH" "$1"
}

forwarding() {
  printf 'user,id=net,hostfwd=tcp:127.0.0.1:%s-:80' "$PORT"
  if [[ -n ${SSH_PORT:-} ]]; then printf ',hostfwd=tcp:127.0.0.1:%s-:22' "$SSH_PORT"; fi
}

# What QEMU is told, in MACHINE_ARGUMENTS.
describe_machine() {
  local arguments=(-display none -serial "file:$CONSOLE" -netdev "$(forwarding)")
  if ((SNAPSHOT)); then arguments+=(-snapshot); fi
  if [[ $MACHINE == virt ]]; then
    arguments+=(-M virt -cpu cortex-a53 -smp 2 -m "$MEMORY" -bios /usr/lib/u-boot/qemu_arm64/u-boot.bin
      -drive "file=$CARD,if=none,format=raw,id=card" -device virtio-blk-pci,drive=card
      -device virtio-net-pci,netdev=net -device virtio-rng-pci -device i6300esb -action watchdog=reset)
  else
    local tree
    tree=$(from_card bcm2837-rpi-3-b.dtb)
    # QEMU's Pi resets in the moment its watchdog is armed, instead of when it is not fed: the board goes without.
    LC_ALL=C sed -i 's/brcm,bcm2835-pm/none,bcm2835-pm/g' "$tree"
    # The Pi's console is its second serial port, its only network in QEMU a USB adapter.
    arguments=(-serial null "${arguments[@]}" -M raspi3b -kernel "$(from_card u-boot.bin)" -dtb "$tree"
    -drive "file=$CARD,if=sd,format=raw" -device usb-net,netdev=net)
  fi
  MACHINE_ARGUMENTS=("${arguments[@]}")
}

# Builds it, and lets it go before its first instruction.
try_machine() {
  qemu-system-aarch64 "${MACHINE_ARGUMENTS[@]}" -S -monitor stdio <<<quit >/dev/null ||
    fail HUB_BOOT_MACHINE_BUILT "QEMU could not build $MACHINE" 'what it lacks is above: ./hub prepare boot'
  printf '%s can be built\n' "$MACHINE"
}

start_machine() {
  # Of a guest whose network is not up yet QEMU says so at each question for the page.
  qemu-system-aarch64 "${MACHINE_ARGUMENTS[@]}" 2> >(grep --line-buffered -v -e '^usbnet: ' -e 'Slirp: Failed to send' >&2) &
  QEMU_PID=$!
}
