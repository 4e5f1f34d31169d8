import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { dropFile, keepFile, keptText } from './kept-file';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'kept-'));
});
afterEach(() => rm(dir, { recursive: true }));

it('keeps a file whole, for its owner alone, and takes it away again', async () => {
  const path = join(dir, 'a/b/state.json');
  expect(await keptText(path)).toBeUndefined();
  await keepFile(path, 'one');
  await keepFile(path, 'two');
  expect(await keptText(path)).toBe('two');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readdir(join(dir, 'a/b'))).toEqual(['state.json']);
  await dropFile(path);
  await dropFile(path);
  await dropFile(join(dir, 'nowhere/file'));
  expect(await keptText(path)).toBeUndefined();
});

it('does not mind what a cut left beside it', async () => {
  const path = join(dir, 'state.json');
  await keepFile(path, 'old');
  await writeFile(`${path}.new`, 'hal');
  expect(await keptText(path)).toBe('old');
  await keepFile(path, 'new');
  expect([await keptText(path), await readdir(dir)]).toEqual(['new', ['state.json']]);
});

it('says why it cannot be kept', async () => {
  await writeFile(join(dir, 'file'), '');
  await expect(keepFile(join(dir, 'file/below'), 'x')).rejects.toThrow();
  await expect(keptText(join(dir, 'file/below'))).rejects.toThrow();
});
