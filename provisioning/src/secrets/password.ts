import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { writeFileAtomic } from '../files/write-file-atomic';

const BYTES = 24;

/** The password in the file; made at first asking. 192 random bits. */
export function passwordIn(file: string): string {
  if (!existsSync(file)) writeFileAtomic(file, randomBytes(BYTES).toString('base64url'));
  return readFileSync(file, 'utf8').trim();
}
