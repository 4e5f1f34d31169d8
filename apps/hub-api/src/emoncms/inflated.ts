import { inflateSync } from 'node:zlib';

/** A packet of zeros would otherwise unpack to all the memory there is. */
const MAX_BYTES = 1_048_576;

/** Text that a client packed with zlib; undefined when it is none, or too much. */
export function inflated(packed: Buffer): string | undefined {
  try {
    return inflateSync(packed, { maxOutputLength: MAX_BYTES }).toString();
  } catch {
    return undefined;
  }
}
