import { crc32 } from './crc32';

/** One copy of the boot state fills exactly one sector: the smallest unit a card writes. */
export const BLOCK_BYTES = 512;
const CRC_BYTES = 4;

export type Environment = ReadonlyMap<string, string>;

const isAscii = (text: string): boolean => /^[\x20-\x7e]*$/.test(text);

/**
 * Writes variables as U-Boot's `env export -c -s 0x200` does: CRC-32 (little endian) of the remaining 508 bytes, then
 * `name=value` strings sorted by name, each ended by a zero byte, the rest of the sector zero.
 *
 * @throws RangeError `BOOT_STATE_TOO_LARGE` when the variables do not fit in one sector, `BOOT_STATE_NOT_TEXT` when a
 *   value is not printable ASCII.
 */
export function encodeBlock(variables: Environment): Uint8Array<ArrayBuffer> {
  const block = new Uint8Array(BLOCK_BYTES);
  let offset = CRC_BYTES;
  for (const [name, value] of [...variables].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const entry = `${name}=${value}`;
    if (!isAscii(entry)) throw new RangeError(`BOOT_STATE_NOT_TEXT: ${name} is not printable ASCII`);
    // Two zero bytes end the last entry; U-Boot reads on into nothing without the second.
    if (offset + entry.length + 2 > BLOCK_BYTES) throw new RangeError('BOOT_STATE_TOO_LARGE: more than one sector');
    for (const character of entry) block[offset++] = character.charCodeAt(0);
    block[offset++] = 0;
  }
  new DataView(block.buffer).setUint32(0, crc32(block.subarray(CRC_BYTES)), true);
  return block;
}

/** Reads one sector as U-Boot's `env import -c` does; `undefined` when it is short, blank or its checksum is wrong. */
export function decodeBlock(block: Uint8Array): Environment | undefined {
  if (block.length !== BLOCK_BYTES) return undefined;
  const data = block.subarray(CRC_BYTES);
  const stored = new DataView(block.buffer, block.byteOffset, BLOCK_BYTES).getUint32(0, true);
  if (stored !== crc32(data)) return undefined;
  const variables = new Map<string, string>();
  for (const entry of entriesOf(data)) {
    const equals = entry.indexOf('=');
    if (equals > 0) variables.set(entry.slice(0, equals), entry.slice(equals + 1));
  }
  return variables;
}

function* entriesOf(data: Uint8Array): Generator<string> {
  let start = 0;
  while (start < data.length && data[start] !== 0) {
    const zero = data.indexOf(0, start);
    const end = zero < 0 ? data.length : zero;
    yield String.fromCharCode(...data.subarray(start, end));
    start = end + 1;
  }
}
