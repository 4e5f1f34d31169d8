import { nextWrite, readMirrored, setPrimary, type BootState } from '@hub/domain/update';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { help, run } from './command';
import { readAddress, readState } from './sectors';

let dir: string;
let device: string;
let config: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'boot-state-'));
  device = join(dir, 'disk.img');
  config = join(dir, 'boot-state.conf');
  writeFileSync(config, '# comment\nBOOT_STATE_LBA_0=2\nBOOT_STATE_LBA_1=0x6\n');
  writeFileSync(device, Buffer.alloc(8 * 512, 0xee));
});
afterEach(() => rmSync(dir, { recursive: true }));

const boot = (...words: string[]): string => run([...words, '--device', device, '--config', config]);
const sectors = (): Buffer[] =>
  Array.from({ length: 8 }, (_, index) => readFileSync(device).subarray(index * 512, index * 512 + 512));
const changed = (before: Buffer[]): number[] =>
  sectors().flatMap((sector, index) => (before[index]?.equals(sector) ? [] : [index]));

describe('boot-state', () => {
  it('shows the defaults on a blank card, in words and as JSON', () => {
    expect(boot('print')).toContain('these are the defaults');
    expect(JSON.parse(boot('print', '--json'))).toMatchObject({ primary: 'A', order: ['A', 'B'], lost: true });
  });

  it('changes one sector a time, the older copy, and no other byte of the disk', () => {
    const steps: [string[], number[]][] = [
      [['set-primary', 'B'], [6]],
      [['mark', 'good', 'B'], [2]],
      [['mark', 'good', 'B'], []],
      [['mark', 'bad', 'A'], [6]],
      [['set-primary', 'A'], [2]],
    ];
    for (const [words, expected] of steps) {
      const before = sectors();
      expect(boot(...words)).toBe('');
      expect(changed(before)).toEqual(expected);
    }
    expect(boot('get', 'primary')).toBe('A');
  });

  it('answers as RAUC expects', () => {
    boot('mark', 'bad', 'B');
    expect([boot('get', 'state', 'A'), boot('get', 'state', 'B'), boot('get', 'primary')]).toEqual([
      'good',
      'bad',
      'A',
    ]);
    boot('set-primary', 'B');
    expect([boot('get', 'state', 'B'), boot('get', 'primary')]).toEqual(['good', 'B']);
  });

  it('finds the old or the new state when any write is torn at any byte', () => {
    boot('mark', 'good', 'A');
    boot('mark', 'bad', 'B');
    const whole = readFileSync(device);
    const address = readAddress(config, device);
    const old = readState(address);
    const { copy, block } = nextWrite(old, setPrimary(old.state, 'B'));
    const seen: BootState[] = [];
    for (let cut = 0; cut <= 512; cut++) {
      const torn = Buffer.from(whole);
      torn.set(block.subarray(0, cut), address.sectors[copy] * 512);
      writeFileSync(device, torn);
      seen.push(readState(address).state);
      // And the tool goes on from there.
      if (cut % 64 === 0) expect([boot('mark', 'good', 'A'), boot('get', 'state', 'A')]).toEqual(['', 'good']);
    }
    expect(seen.filter(({ order }) => order[0] === 'A').length).toBeGreaterThan(10);
    expect(seen.at(-1)?.order).toEqual(['B', 'A']);
    expect(readMirrored(block, Buffer.alloc(512)).state.order).toEqual(['B', 'A']);
  });

  it.each([
    [['get']],
    [['print', 'x']],
    [['mark', 'good', 'C']],
    [['set-primary']],
    [['mark', 'fine', 'A']],
    [['--nonsense']],
  ])('does not understand %j', (words) => expect(() => boot(...words)).toThrow('USAGE'));

  it('has help', () => expect(run(['--help'])).toBe(help));

  it('says what is wrong with its disk and its address', () => {
    truncateSync(device, 3000);
    expect(() => boot('print')).toThrow('BOOT_STATE_OUTSIDE');
    writeFileSync(config, 'BOOT_STATE_LBA_0=2\n');
    expect(() => boot('print')).toThrow('BOOT_STATE_ADDRESS');
  });
});
