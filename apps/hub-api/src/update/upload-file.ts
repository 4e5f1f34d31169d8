import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { HttpStatus } from '@nestjs/common';
import { ApiError } from '@hub/nest-http';

/** More than any release: a slot's file system has 1 GiB and is packed in a bundle. */
export const MOST_BYTES = 1_610_612_736;
/** Left free for the household's data. */
const RESERVE_BYTES = 64 * 1024 * 1024;
/** Every bundle begins as a squashfs does: a wrong file is told from one by its first bytes. */
const BUNDLE_MAGIC = 'hsqs';

/** Takes away whatever was sent before. */
export async function clearUploads(dir: string): Promise<void> {
  const names = await readdir(dir).catch(() => []);
  await Promise.all(names.map((name) => rm(join(dir, name), { force: true })));
}

/** @throws ApiError 507 UPLOAD_NO_SPACE */
export async function requireSpace(dir: string, bytes: number): Promise<void> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const { bavail, bsize } = await statfs(dir);
  if (bavail * bsize < bytes + RESERVE_BYTES)
    throw new ApiError(
      HttpStatus.INSUFFICIENT_STORAGE,
      'UPLOAD_NO_SPACE',
      'There is not enough room on the card for this file.',
      'Use a USB stick, or a larger card.',
    );
}

/**
 * Writes what is sent, whole and on the card, under a name of its own. What cannot be an update is read to its end and
 * thrown away: a browser hears an answer only when it has sent everything.
 *
 * @returns the file's name; undefined for something that is no update
 * @throws ApiError 400 UPLOAD_CUT when less or more than `bytes` came
 */
export async function receive(dir: string, body: AsyncIterable<Buffer>, bytes: number): Promise<string | undefined> {
  const draft = join(dir, '.part');
  const name = `${randomBytes(8).toString('hex')}.raucb`;
  const file = await open(draft, 'w', 0o600);
  try {
    let position = 0;
    let head = Buffer.alloc(0);
    for await (const chunk of body) {
      if (head.length < BUNDLE_MAGIC.length) head = Buffer.concat([head, chunk.subarray(0, BUNDLE_MAGIC.length)]);
      if (couldBe(head)) await file.write(chunk, 0, chunk.length, position);
      position += chunk.length;
    }
    if (position !== bytes) throw cut(position, bytes);
    if (!couldBe(head) || head.length < BUNDLE_MAGIC.length) return undefined;
    await file.sync();
    await rename(draft, join(dir, name));
    return name;
  } finally {
    await file.close();
    await rm(draft, { force: true });
  }
}

const couldBe = (head: Buffer): boolean => BUNDLE_MAGIC.startsWith(head.subarray(0, 4).toString('latin1'));

const cut = (got: number, wanted: number): ApiError =>
  new ApiError(
    HttpStatus.BAD_REQUEST,
    'UPLOAD_CUT',
    `Only ${got} of ${wanted} bytes arrived.`,
    'Stay near the hub and send the file again.',
  );
