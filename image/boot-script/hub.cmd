# Chooses a slot, uses up one of its attempts, checks it and starts it. Run by U-Boot on a Raspberry Pi and in QEMU.
#
# State: two sectors outside every file system, each an environment with a CRC. The one with the higher BOOT_SEQ counts,
# the other is written next: a cut at any moment costs at most the newest step. All numbers are hexadecimal.
#   BOOT_ORDER    slots in order of preference, of A and B
#   BOOT_A_LEFT   attempts left of slot A; BOOT_B_LEFT of slot B
#   BOOT_GOOD     slot last confirmed by the running system
#   BOOT_LAST     slot started last; BOOT_RESCUE slot started last in rescue
# Slot: ext4; behind its last block one sector, again an environment with a CRC, says what belongs to the slot.

setenv hub_lba_0 @STATE_LBA_0@
setenv hub_lba_1 @STATE_LBA_1@
# Far behind the kernel, whose image_size reaches beyond U-Boot's own addresses for ramdisk and device tree.
setexpr hub_work ${kernel_addr_r} + 0x7000000
setexpr hub_work_1 ${hub_work} + 0x1000
setexpr hub_initrd ${kernel_addr_r} + 0x8000000
setenv hub_flags
if test "${board}" = qemu-arm; then
  setenv hub_console "console=ttyAMA0"
else
  setenv hub_console "console=tty1 console=ttyS1,115200"
fi

# --- state

setenv hub_save 'setexpr BOOT_SEQ ${BOOT_SEQ} + 1; env export -c -s 0x200 ${hub_work} BOOT_SEQ BOOT_ORDER BOOT_A_LEFT BOOT_B_LEFT BOOT_GOOD BOOT_LAST BOOT_RESCUE; ${devtype} write ${hub_work} ${hub_to} 1; if itest ${hub_to} == ${hub_lba_0}; then setenv hub_to ${hub_lba_1}; else setenv hub_to ${hub_lba_0}; fi'

setenv hub_seq_0 0
setenv hub_seq_1 0
${devtype} read ${hub_work} ${hub_lba_0} 1
${devtype} read ${hub_work_1} ${hub_lba_1} 1
setenv BOOT_SEQ 0
if env import -c ${hub_work} 0x200 BOOT_SEQ; then setenv hub_seq_0 ${BOOT_SEQ}; fi
setenv BOOT_SEQ 0
if env import -c ${hub_work_1} 0x200 BOOT_SEQ; then setenv hub_seq_1 ${BOOT_SEQ}; fi

setenv BOOT_SEQ 0
setenv BOOT_ORDER "A B"
setenv BOOT_A_LEFT 3
setenv BOOT_B_LEFT 3
setenv BOOT_GOOD
setenv BOOT_LAST
setenv BOOT_RESCUE
if itest ${hub_seq_1} -gt ${hub_seq_0}; then
  setenv hub_to ${hub_lba_0}
  env import -c ${hub_work_1} 0x200 BOOT_SEQ BOOT_ORDER BOOT_A_LEFT BOOT_B_LEFT BOOT_GOOD BOOT_LAST BOOT_RESCUE
else
  setenv hub_to ${hub_lba_1}
  if itest ${hub_seq_0} -gt 0; then
    env import -c ${hub_work} 0x200 BOOT_SEQ BOOT_ORDER BOOT_A_LEFT BOOT_B_LEFT BOOT_GOOD BOOT_LAST BOOT_RESCUE
  else
    echo "hub: state lost, starting from defaults"
    setenv hub_flags "hub.bootstate=reset"
  fi
fi
echo "hub: state seq=${BOOT_SEQ} order=${BOOT_ORDER} A=${BOOT_A_LEFT} B=${BOOT_B_LEFT} good=${BOOT_GOOD} last=${BOOT_LAST}"

# --- slot

# The label: where the file system ends, by its super block (count of 4 KiB blocks at byte 1028).
setenv hub_label 'setenv SLOT_VERITY; setenv SLOT_KERNEL_CRC; setenv SLOT_KERNEL_CRC_NET; setenv SLOT_INITRD_CRC; setenv SLOT_INITRD_CRC_NET; setenv SLOT_VERSION; part start ${devtype} ${devnum} ${hub_part} hub_start && part uuid ${devtype} ${devnum}:${hub_part} hub_uuid && setexpr hub_at 0x${hub_start} + 2 && ${devtype} read ${hub_work} ${hub_at} 1 && setexpr hub_at ${hub_work} + 4 && setexpr.l hub_blocks *${hub_at} && setexpr hub_blocks ${hub_blocks} * 8 && setexpr hub_at 0x${hub_start} + ${hub_blocks} && ${devtype} read ${hub_work} ${hub_at} 1 && env import -c ${hub_work} 0x200 SLOT_VERITY SLOT_KERNEL_CRC SLOT_KERNEL_CRC_NET SLOT_INITRD_CRC SLOT_INITRD_CRC_NET SLOT_VERSION'

# The crc32 command leaves its result in memory: in network order where U-Boot has its hash functions (QEMU's), in the
# processor's where not (the Pi's). The label holds the number in both.
setenv hub_kernel 'load ${devtype} ${devnum}:${hub_part} ${kernel_addr_r} /boot/vmlinuz && crc32 ${kernel_addr_r} ${filesize} ${hub_work} && setexpr.l hub_crc *${hub_work} && if itest.l ${hub_crc} == ${SLOT_KERNEL_CRC}; then true; else itest.l ${hub_crc} == ${SLOT_KERNEL_CRC_NET}; fi'
setenv hub_ramdisk 'load ${devtype} ${devnum}:${hub_part} ${hub_initrd} /boot/initrd.img && setenv hub_size ${filesize} && crc32 ${hub_initrd} ${hub_size} ${hub_work} && setexpr.l hub_crc *${hub_work} && if itest.l ${hub_crc} == ${SLOT_INITRD_CRC}; then true; else itest.l ${hub_crc} == ${SLOT_INITRD_CRC_NET}; fi'

# Not rootwait: a kernel whose initial file system is broken has to panic and start again, and would else wait for a disk
# whose driver it does not have. The initial file system waits for the disk itself.
setenv hub_go 'echo "hub: starting slot ${hub_slot} ${SLOT_VERSION} ${hub_flags}"; setenv bootargs "root=PARTUUID=${hub_uuid} ro rootfstype=ext4 panic=10 loglevel=4 lsm=landlock,lockdown,yama rauc.slot=${hub_slot} hub.slot=${hub_slot} hub.verity=${SLOT_VERITY} ${hub_flags} ${hub_console}"; booti ${kernel_addr_r} ${hub_initrd}:${hub_size} ${fdt_addr}; echo "hub: slot ${hub_slot} did not start"'

setenv hub_try 'if run hub_label; then if run hub_kernel; then if run hub_ramdisk; then run hub_go; else echo "hub: slot ${hub_slot}: initrd unreadable or damaged"; fi; else echo "hub: slot ${hub_slot}: kernel unreadable or damaged"; fi; else echo "hub: slot ${hub_slot}: no valid label"; fi'

# --- the attempts

for slot in ${BOOT_ORDER}; do
  setenv hub_slot ${slot}
  setenv hub_part 0
  # At 0 a decrement would wrap around to ffffffffffffffff.
  if test ${slot} = A && itest ${BOOT_A_LEFT} -gt 0; then
    setenv hub_part 2
    setexpr BOOT_A_LEFT ${BOOT_A_LEFT} - 1
  fi
  if test ${slot} = B && itest ${BOOT_B_LEFT} -gt 0; then
    setenv hub_part 3
    setexpr BOOT_B_LEFT ${BOOT_B_LEFT} - 1
  fi
  if itest ${hub_part} -gt 0; then
    # Saved before anything is loaded: an attempt that hangs is an attempt.
    setenv BOOT_LAST ${slot}
    run hub_save
    run hub_try
  fi
done

# --- rescue: counters stay as they are; the two slots take turns, so that one that dies late cannot hide the other

echo "hub: no attempt left, rescue"
setenv hub_flags "hub.rescue=1 ${hub_flags}"
setenv hub_first A
if test "${BOOT_GOOD}" = B; then setenv hub_first B; fi
if test "${BOOT_RESCUE}" = "${hub_first}"; then
  if test ${hub_first} = A; then setenv hub_first B; else setenv hub_first A; fi
fi
if test ${hub_first} = A; then setenv hub_turns "A B"; else setenv hub_turns "B A"; fi
for slot in ${hub_turns}; do
  setenv hub_slot ${slot}
  if test ${slot} = A; then setenv hub_part 2; else setenv hub_part 3; fi
  setenv BOOT_RESCUE ${slot}
  run hub_save
  run hub_try
done

echo "hub: HUB_BOOT_NOTHING: neither slot can be started; write the card again. Next try in a minute"
sleep 60
reset
