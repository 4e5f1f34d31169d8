import { closeSync, constants, fsyncSync, openSync, readFileSync, readSync, writeSync } from 'node:fs';
import { BLOCK_BYTES, nextWrite, readMirrored, type BootState, type MirroredState } from '@hub/domain/update';
import { OtaError } from '../ota-error';

/** Where the two copies lie. The sectors come from the image (`image/config` writes `boot-state.conf`). */
export interface Address {
  readonly device: string;
  /** In sectors of 512 bytes, decimal or `0x…`. */
  readonly sectors: readonly [number, number];
}

/** Reads `BOOT_STATE_LBA_0=` and `BOOT_STATE_LBA_1=` from a file of shell assignments. */
export function readAddress(configFile: string, device: string): Address {
  const text = readFileSync(configFile, 'utf8');
  const sector = (copy: 0 | 1): number => {
    const value = Number(new RegExp(`^BOOT_STATE_LBA_${copy}=(\\w+)$`, 'm').exec(text)?.[1] ?? NaN);
    if (Number.isSafeInteger(value) && value > 0) return value;
    throw new OtaError('BOOT_STATE_ADDRESS', `${configFile} names no sector for copy ${copy}`, 'Build the image again');
  };
  return { device, sectors: [sector(0), sector(1)] };
}

export function readState(address: Address): MirroredState {
  const file = openSync(address.device, constants.O_RDONLY);
  try {
    return readMirrored(readSector(file, address, 0), readSector(file, address, 1));
  } finally {
    closeSync(file);
  }
}

/** Makes one change as one write of one sector: over the older copy, on the card before this returns. */
export function changeState(address: Address, change: (state: BootState) => BootState): BootState {
  const file = openSync(address.device, constants.O_RDWR | constants.O_DSYNC);
  try {
    const mirrored = readMirrored(readSector(file, address, 0), readSector(file, address, 1));
    const state = change(mirrored.state);
    if (!mirrored.lost && JSON.stringify(state) === JSON.stringify(mirrored.state)) return state;
    const { copy, block } = nextWrite(mirrored, state);
    const written = writeSync(file, block, 0, BLOCK_BYTES, address.sectors[copy] * BLOCK_BYTES);
    if (written !== BLOCK_BYTES) {
      throw new OtaError('BOOT_STATE_SHORT_WRITE', `only ${written} bytes were written`, 'The card may be failing');
    }
    fsyncSync(file);
    return state;
  } finally {
    closeSync(file);
  }
}

function readSector(file: number, address: Address, copy: 0 | 1): Buffer {
  const block = Buffer.alloc(BLOCK_BYTES);
  const count = readSync(file, block, 0, BLOCK_BYTES, address.sectors[copy] * BLOCK_BYTES);
  if (count === BLOCK_BYTES) return block;
  throw new OtaError('BOOT_STATE_OUTSIDE', `${address.device} ends before the boot state`, 'Name the whole disk');
}
