import { MAX_NAME_LENGTH } from './limits';

const PLAIN = /^[A-Za-z0-9_.-]+$/;
const FOREIGN = /[^\p{L}\p{N}\p{M}_\s\-.]/gu;
const SPACES = /\s+/gu;
/** Characters that are looked at: far more than a name has, and few enough for any payload. */
const MAX_RAW_LENGTH = 4 * MAX_NAME_LENGTH;

/**
 * A node or input name as emoncms keeps it: letters, digits, `_`, `-`, `.` and single spaces inside; everything else is
 * dropped. Letters that Unicode writes in two ways are one letter (NFC). Undefined where nothing is left or the name is
 * too long: it is refused, never cut.
 */
export function cleanName(raw: string): string | undefined {
  if (raw.length > MAX_RAW_LENGTH) return undefined;
  const name = PLAIN.test(raw) ? raw : raw.normalize('NFC').replace(FOREIGN, '').replace(SPACES, ' ').trim();
  return name.length > 0 && name.length <= MAX_NAME_LENGTH ? name : undefined;
}

/** Serial number of a meter or name of a club, as a level of a topic. */
export const isIdentifier = (level: string | undefined): level is string =>
  level !== undefined && /^[A-Za-z0-9_.-]{1,32}$/.test(level);
