import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { removeIfExists, writeFileAtomic, readIfExists } from './atomic-file';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'kept-'));
});
afterEach(() => rm(dir, { recursive: true }));

it('keeps a file whole, for its owner alone, and takes it away again', async () => {
  const path = join(dir, 'a/b/state.json');
  expect(await readIfExists(path)).toBeUndefined();
  await writeFileAtomic(path, 'one');
  await writeFileAtomic(path, 'two');
  expect(await readIfExists(path)).toBe('two');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readdir(join(dir, 'a/b'))).toEqual(['state.json']);
  await removeIfExists(path);
  await removeIfExists(path);
  await removeIfExists(join(dir, 'nowhere/file'));
  expect(await readIfExists(path)).toBeUndefined();
});

it('does not mind what a cut left beside it', async () => {
  const path = join(dir, 'state.json');
  await writeFileAtomic(path, 'old');
  await writeFile(`${path}.new`, 'hal');
  expect(await readIfExists(path)).toBe('old');
  await writeFileAtomic(path, 'new');
  expect([await readIfExists(path), await readdir(dir)]).toEqual(['new', ['state.json']]);
});

it('says why it cannot be kept', async () => {
  await writeFile(join(dir, 'file'), '');
  await expect(writeFileAtomic(join(dir, 'file/below'), 'x')).rejects.toThrow();
  await expect(readIfExists(join(dir, 'file/below'))).rejects.toThrow();
});
