import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { type SizedPart, tarBytes, tarOf } from './tar';

const partOf = (name: string, bytes: Uint8Array, size = bytes.length): SizedPart => ({
  ...{ name, size, open: () => [bytes.subarray(0, 100), bytes.subarray(100)] },
});
const bytesOf = (length: number): Buffer => Buffer.from(Uint8Array.from({ length }, (_, at) => at * 11));

it('is unpacked by tar as it was, and as long as it said', async () => {
  const lengths = [0, 1, 511, 512, 513, 5000];
  const parts = lengths.map((length) => partOf(`folder/${length}.dat`, bytesOf(length)));
  const archive = await buffer(tarOf(parts, 1_700_000_000.5));
  expect(archive.length).toBe(tarBytes(parts));
  const dir = await mkdtemp(join(tmpdir(), 'tar-'));
  try {
    await writeFile(join(dir, 'all.tar'), archive);
    await promisify(execFile)('tar', ['-xf', 'all.tar'], { cwd: dir });
    expect((await readdir(join(dir, 'folder'))).sort()).toEqual(lengths.map((length) => `${length}.dat`).sort());
    for (const length of lengths)
      expect((await readFile(join(dir, `folder/${length}.dat`))).equals(bytesOf(length))).toBe(true);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
});

it.each([9, 11])('breaks off at a file of 10 bytes that said %d', async (said) => {
  await expect(buffer(tarOf([partOf('a', bytesOf(10), said)], 0))).rejects.toThrow('a has not the');
});

it('cuts no name and no length', async () => {
  for (const part of [partOf('n'.repeat(101), bytesOf(1)), partOf('a', bytesOf(1), 8 ** 11)])
    await expect(buffer(tarOf([part], 0))).rejects.toThrow('no room');
});
