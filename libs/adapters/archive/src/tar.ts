import type { ArchivePart } from './zip';

/** A file of an archive whose length stands before its bytes. */
export interface SizedPart extends ArchivePart {
  /** In bytes. */
  readonly size: number;
}

const BLOCK_BYTES = 512;
const LONGEST_NAME = 100;
/** What eleven octal digits can say. */
const MOST_BYTES = 8 ** 11 - 1;

/**
 * A tar archive (POSIX ustar) as it is made. A part is asked for when its turn comes, so the last may depend on the first.
 *
 * @param madeAt unix seconds, of every file in it
 * @throws RangeError for a part that has another length than it said: what was read until then is no whole archive
 */
export async function* tarOf(parts: Iterable<SizedPart>, madeAt: number): AsyncGenerator<Uint8Array> {
  for (const { name, size, open } of parts) {
    yield headerOf(name, size, madeAt);
    let left = size;
    for await (const bytes of open()) {
      left -= bytes.length;
      if (left < 0) break;
      yield bytes;
    }
    if (left !== 0) throw new RangeError(`${name} has not the ${size} bytes that it said`);
    yield Buffer.alloc((BLOCK_BYTES - (size % BLOCK_BYTES)) % BLOCK_BYTES);
  }
  yield Buffer.alloc(2 * BLOCK_BYTES);
}

/** How long the archive of such parts is. */
export function tarBytes(parts: readonly Pick<SizedPart, 'size'>[]): number {
  return parts.reduce((sum, { size }) => sum + (1 + Math.ceil(size / BLOCK_BYTES)) * BLOCK_BYTES, 2 * BLOCK_BYTES);
}

function headerOf(name: string, size: number, madeAt: number): Buffer {
  if (Buffer.byteLength(name) > LONGEST_NAME || size > MOST_BYTES) throw new RangeError(`tar has no room for ${name}`);
  const header = Buffer.alloc(BLOCK_BYTES);
  const octal = (value: number, at: number, length: number): void => {
    header.write(value.toString(8).padStart(length - 1, '0'), at, 'latin1');
  };
  header.write(name, 0);
  octal(0o600, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(size, 124, 12);
  octal(Math.floor(madeAt), 136, 12);
  header.fill(' ', 148, 156);
  header.write('0', 156);
  header.write('ustar\u000000', 257, 'latin1');
  const sum = header.reduce((all, byte) => all + byte, 0);
  octal(sum, 148, 7);
  return header;
}
