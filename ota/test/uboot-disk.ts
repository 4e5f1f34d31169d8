import { crc32, encodeBlock } from '@hub/domain/update';
import { execFileSync, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const MIB = 1_048_576;
const SLOT_FS_MIB = 4;
const uBoot = '/usr/lib/u-boot/qemu_arm64/u-boot.bin';

/** Partition starts and sizes in MiB. The boot state lies where `image/config` says, in front of the first. */
const partitions = { boot: [16, 16, 0x0c], A: [32, 8, 0x83], B: [40, 8, 0x83] } as const;
const DISK_MIB = 64;

/**
 * A kernel of four instructions that asks the firmware (PSCI) to turn the machine off, so that a run ends at the moment
 * the boot script hands over. 64 bytes of arm64 image header, then the code.
 */
function powerOffKernel(): Buffer {
  const image = Buffer.alloc(4096);
  const branchOverHeader = 0x1400_0010;
  image.writeUInt32LE(branchOverHeader, 0);
  image.writeBigUInt64LE(4096n, 16);
  const mayLieAnywhere = 0x8n;
  image.writeBigUInt64LE(mayLieAnywhere, 24);
  image.write('ARM\x64', 56, 'latin1');
  const movzW0 = 0x5280_0100;
  const movkW0High = 0x72b0_8000;
  const hypervisorCall = 0xd400_0002;
  const forEver = 0x1400_0000;
  [movzW0, movkW0High, hypervisorCall, forEver].forEach((word, index) => image.writeUInt32LE(word, 64 + 4 * index));
  return image;
}

/** A sum under both names that the boot script compares with: which byte order U-Boot stores depends on its build. */
const sums = (name: string, bytes: Buffer): [string, string][] => {
  const swapped = Buffer.from(new Uint32Array([crc32(bytes)]).buffer)
    .swap32()
    .readUInt32LE();
  return [
    [name, crc32(bytes).toString(16)],
    [`${name}_NET`, swapped.toString(16)],
  ];
};

function makeSlot(dir: string, name: string): Buffer {
  const tree = join(dir, `tree-${name}`);
  const file = join(dir, `slot-${name}`);
  mkdirSync(join(tree, 'boot'), { recursive: true });
  const kernel = powerOffKernel();
  const initrd = Buffer.alloc(1024, name);
  writeFileSync(join(tree, 'boot', 'vmlinuz'), kernel);
  writeFileSync(join(tree, 'boot', 'initrd.img'), initrd);
  execFileSync('mke2fs', ['-q', '-t', 'ext4', '-b', '4096', '-O', '^has_journal', '-d', tree, file, `${SLOT_FS_MIB}M`]);
  truncateSync(file, SLOT_FS_MIB * MIB + 4096);
  const label = encodeBlock(
    new Map([
      ['SLOT_VERITY', 'none'],
      ['SLOT_VERSION', `test-${name}`],
      ...sums('SLOT_KERNEL_CRC', kernel),
      ...sums('SLOT_INITRD_CRC', initrd),
    ]),
  );
  const slot = readFileSync(file);
  slot.set(label, SLOT_FS_MIB * MIB);
  return slot;
}

function makeBootPartition(dir: string): Buffer {
  const script = join(dir, 'boot.scr');
  // The very compiler of the image, with the addresses of the image.
  execFileSync('bash', ['-euc', '. image/config; . image/lib/boot-script.sh; compile_boot_script "$0"', script]);
  const file = join(dir, 'boot.fat');
  writeFileSync(file, '');
  truncateSync(file, partitions.boot[1] * MIB);
  execFileSync('mkfs.vfat', [file]);
  execFileSync('mcopy', ['-i', file, script, '::boot.scr']);
  return readFileSync(file);
}

function masterBootRecord(): Buffer {
  const sector = Buffer.alloc(512);
  Object.values(partitions).forEach(([start, size, type], index) => {
    const entry = 446 + 16 * index;
    sector[entry] = index === 0 ? 0x80 : 0;
    sector[entry + 4] = type;
    sector.writeUInt32LE((start * MIB) / 512, entry + 8);
    sector.writeUInt32LE((size * MIB) / 512, entry + 12);
  });
  sector.writeUInt32LE(0x1234_5678, 440);
  sector.writeUInt16LE(0xaa55, 510);
  return sector;
}

/** Makes a disk with the image's boot script and two slots whose kernel turns the machine off. */
export function makeDisk(dir: string): string {
  const file = join(dir, 'disk.img');
  writeFileSync(file, masterBootRecord());
  truncateSync(file, DISK_MIB * MIB);
  writeAt(file, makeBootPartition(dir), partitions.boot[0] * MIB);
  for (const slot of ['A', 'B'] as const) writeAt(file, makeSlot(dir, slot), partitions[slot][0] * MIB);
  return file;
}

export function writeAt(file: string, bytes: Uint8Array, offset: number): void {
  const handle = openSync(file, 'r+');
  writeSync(handle, bytes, 0, bytes.length, offset);
  closeSync(handle);
}

/** Makes the kernel of a slot unreadable to its checksum: every copy of its code in the slot is changed. */
export function damageKernel(file: string, slot: 'A' | 'B'): void {
  const disk = readFileSync(file);
  const [start, size] = partitions[slot];
  const from = start * MIB;
  const at = disk.subarray(from, from + size * MIB).indexOf('ARM\x64', 0, 'latin1');
  writeAt(file, Buffer.from([0xff]), from + at + 100);
}

/** Runs U-Boot on the disk until the kernel turns the machine off, or nothing can start. Returns the console. */
export function boot(file: string): Promise<string> {
  const machine = spawn(
    'qemu-system-aarch64',
    ['-M', 'virt', '-cpu', 'cortex-a53', '-m', '256', '-display', 'none', '-serial', 'stdio', '-monitor', 'none']
      .concat(['-nic', 'none', '-bios', uBoot, '-drive', `file=${file},if=none,format=raw,id=d`])
      .concat(['-device', 'virtio-blk-pci,drive=d']),
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let text = '';
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => {
      machine.kill('SIGKILL');
      reject(new Error(`U-Boot did not come to an end:\n${text}`));
    }, 30_000);
    machine.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
      if (text.includes('did not start') || text.includes('HUB_BOOT_NOTHING')) machine.kill();
    });
    machine.on('close', () => {
      clearTimeout(limit);
      resolve(text);
    });
  });
}
