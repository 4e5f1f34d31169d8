import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acquireLock, lockHolder } from './lock';

let dir: string;
let file: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'hub-lock-'));
  file = join(dir, 'lock');
});
afterEach(() => {
  rmSync(dir, { recursive: true });
});

describe('a lock', () => {
  it('is held by one, named to the other, and free after release', () => {
    const lock = acquireLock(file, 'A hub');
    expect(lockHolder(file)?.pid).toBe(process.pid);
    expect(() => acquireLock(file, 'A hub')).toThrow(`A hub is already running here (process ${process.pid}).`);
    lock.release();
    expect(lockHolder(file)).toBeUndefined();
    acquireLock(file, 'A hub').release();
    expect(readdirSync(dir)).toEqual([]);
  });

  it.each([
    ['of a process that is gone', '4194304 77\n'],
    ['of another process with the same pid', `${process.pid} 1\n`],
    ['cut short by a crash', '12'],
    ['that is empty', ''],
  ])('%s is taken over', (_name, text) => {
    writeFileSync(file, text);
    acquireLock(file, 'A hub').release();
    expect(readdirSync(dir)).toEqual([]);
  });
});
