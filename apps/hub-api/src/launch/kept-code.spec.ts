import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepCode, loadProgram } from './kept-code';

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
       exports.firstMinute = () => exports.run();
     })`,
  );
const run = () => {
  const { exports, compiled } = loadProgram(dir);
  return exports.run(compiled) as Promise<unknown>;
};
const answer = (compiled: string, word: string) => [compiled, word, join(dir, 'program.js'), 'function'];

describe('the code of a program', () => {
  it('is taken from what an earlier run kept', async () => {
    write('one');
    expect(await run()).toEqual(answer('anew', 'one'));
    await keepCode(dir, loadProgram(dir));
    expect(await run()).toEqual(answer('kept', 'one'));
    expect(readdirSync(dir).sort()).toEqual(['program.code', 'program.js']);
  });

  it('is made anew of another text, also of one as long', async () => {
    write('one');
    await keepCode(dir, loadProgram(dir));
    write('two');
    expect(await run()).toEqual(answer('anew', 'two'));
  });

  it('is made anew when what was kept is not whole', async () => {
    write('one');
    await keepCode(dir, loadProgram(dir));
    const kept = readFileSync(join(dir, 'program.code'));
    for (let bytes = 0; bytes < kept.length; bytes += 101) {
      writeFileSync(join(dir, 'program.code'), kept.subarray(0, bytes));
      expect(await run()).toEqual(answer('anew', 'one'));
    }
    const other = Buffer.from(kept);
    other.writeUInt8(other.readUInt8(other.length - 9) ^ 1, other.length - 9);
    writeFileSync(join(dir, 'program.code'), other);
    expect(await run()).toEqual(answer('anew', 'one'));
  });
});
