import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeCodeCache, loadProgram } from './v8-code-cache';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'hub-code-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const write = (word: string): void =>
  writeFileSync(
    join(dir, 'program.js'),
    `(function(exports,require,module,__filename){
       exports.run = (compiled) => Promise.resolve([compiled, '${word}', __filename, typeof require('node:fs').statSync]);
       exports.warmUp = () => exports.run();
     })`,
  );
const run = () => {
  const { exports, compiled } = loadProgram(dir);
  return exports.run(compiled) as Promise<unknown>;
};
const answer = (compiled: string, word: string) => [compiled, word, join(dir, 'program.js'), 'function'];

describe('the code of a program', () => {
  it('is taken from the cache of an earlier run', async () => {
    write('one');
    expect(await run()).toEqual(answer('compiled', 'one'));
    await writeCodeCache(dir, loadProgram(dir));
    expect(await run()).toEqual(answer('cached', 'one'));
    expect(readdirSync(dir).sort()).toEqual(['program.code', 'program.js']);
  });

  it('is compiled again for another text, also of one as long', async () => {
    write('one');
    await writeCodeCache(dir, loadProgram(dir));
    write('two');
    expect(await run()).toEqual(answer('compiled', 'two'));
  });

  it('is compiled again when the cache is not whole', async () => {
    write('one');
    await writeCodeCache(dir, loadProgram(dir));
    const cached = readFileSync(join(dir, 'program.code'));
    for (let bytes = 0; bytes < cached.length; bytes += 101) {
      writeFileSync(join(dir, 'program.code'), cached.subarray(0, bytes));
      expect(await run()).toEqual(answer('compiled', 'one'));
    }
    const other = Buffer.from(cached);
    other.writeUInt8(other.readUInt8(other.length - 9) ^ 1, other.length - 9);
    writeFileSync(join(dir, 'program.code'), other);
    expect(await run()).toEqual(answer('compiled', 'one'));
  });
});
