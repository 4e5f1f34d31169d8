import { MAX_NAME_LENGTH } from './limits';

const PLAIN = /^[A-Za-z0-9_.-]+$/;
const FOREIGN = /[^\p{L}\p{N}_\s\-.]/gu;

/**
 * A node or input name as emoncms keeps it: letters, digits, `_`, `-`, `.` and spaces; everything else is dropped.
 * Undefined where nothing is left or the name is too long to be one.
 */
export function cleanName(raw: string): string | undefined {
  const name = PLAIN.test(raw)
    ? raw
    : raw
        .slice(0, 4 * MAX_NAME_LENGTH)
        .replace(FOREIGN, '')
        .replace(/\s+/g, ' ')
        .trim();
  return name.length > 0 && name.length <= MAX_NAME_LENGTH ? name : undefined;
}

/** Serial number of a meter or name of a club, as a level of a topic. */
export const isIdentifier = (level: string | undefined): level is string =>
  level !== undefined && /^[A-Za-z0-9_.-]{1,32}$/.test(level);
