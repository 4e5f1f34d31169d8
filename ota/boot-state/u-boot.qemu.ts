import { chooseSlot, encodeBlock, type Slot } from '@hub/domain/update';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { boot, damageKernel, makeDisk, writeAt } from '../test/uboot-disk';
import { run } from './command';
import { readAddress, readState, type Address } from './sectors';

/* The boot script of the image in Debian's U-Boot, and the tool, over one disk: each must read what the other wrote. */

let dir: string;
let blankDisk: string;
let disk: string;
let address: Address;

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'u-boot-'));
  const config = join(dir, 'boot-state.conf');
  const print =
    '. image/config; echo "BOOT_STATE_LBA_0=$HUB_BOOT_STATE_LBA_0"; echo "BOOT_STATE_LBA_1=$HUB_BOOT_STATE_LBA_1"';
  writeFileSync(config, execFileSync('bash', ['-euc', print]));
  blankDisk = makeDisk(dir);
  disk = join(dir, 'run.img');
  address = readAddress(config, disk);
});
beforeEach(() => copyFileSync(blankDisk, disk));
afterAll(() => rmSync(dir, { recursive: true }));

const tool = (...words: string[]): string =>
  run([...words, '--device', disk, '--config', join(dir, 'boot-state.conf')]);
const put = (copy: 0 | 1, variables: Record<string, string>): void =>
  writeAt(disk, encodeBlock(new Map(Object.entries(variables))), address.sectors[copy] * 512);
const tear = (copy: 0 | 1): void => writeAt(disk, Buffer.alloc(100, 0xff), address.sectors[copy] * 512 + 20);
const started = (text: string): string | undefined => /starting slot (\w) test-\1/.exec(text)?.[1];

/** Starts once; the script must do exactly what the domain library says it does. */
async function start(): Promise<Slot> {
  const before = readState(address);
  const expected = chooseSlot(before.state);
  const text = await boot(disk);
  const after = readState(address);
  expect({
    slot: started(text),
    state: after.state,
    sequence: after.sequence,
    rescue: text.includes('hub.rescue=1'),
  }).toEqual({
    slot: expected.slot,
    state: expected.state,
    sequence: before.sequence + 1n,
    rescue: expected.kind === 'rescue',
  });
  expect(text.includes('hub.bootstate=reset')).toBe(before.lost);
  return expected.slot;
}

describe('U-Boot and the tool', () => {
  it('agree through a blank card, an update and its confirmation', async () => {
    expect(await start()).toBe('A');
    expect(await start()).toBe('A');
    tool('mark', 'good', 'A');
    tool('mark', 'bad', 'B');
    tool('set-primary', 'B');
    expect(await start()).toBe('B');
    tool('mark', 'good', 'B');
    expect(await start()).toBe('B');
    expect(readState(address).state).toMatchObject({
      order: ['B', 'A'],
      attemptsLeft: { A: 3, B: 2 },
      good: 'B',
      last: 'B',
    });
  });

  it('agree that a new slot has two attempts, and then the old one starts', async () => {
    tool('mark', 'good', 'A');
    tool('mark', 'bad', 'B');
    tool('set-primary', 'B');
    expect([await start(), await start(), await start()]).toEqual(['B', 'B', 'A']);
    expect(tool('get', 'state', 'B')).toBe('bad');
  });

  it('agree when either copy or both are torn', async () => {
    await start();
    tool('set-primary', 'B');
    const { writeTo } = readState(address);
    tear(writeTo);
    expect(await start()).toBe('B');
    tear(readState(address).writeTo === 0 ? 1 : 0);
    await start();
    tear(0);
    tear(1);
    expect(await start()).toBe('A');
  });

  it('agree that without an attempt left the slots take turns', async () => {
    put(0, { BOOT_SEQ: '9', BOOT_ORDER: 'A B', BOOT_A_LEFT: '0', BOOT_B_LEFT: '0', BOOT_GOOD: 'B' });
    expect([await start(), await start(), await start()]).toEqual(['B', 'A', 'B']);
  });

  it.each<[string, Record<string, string>]>([
    ['an unknown order', { BOOT_SEQ: '1f', BOOT_ORDER: 'C D', BOOT_A_LEFT: '3', BOOT_B_LEFT: '3' }],
    ['an unknown slot among known ones', { BOOT_SEQ: '1f', BOOT_ORDER: 'C B A', BOOT_A_LEFT: '3', BOOT_B_LEFT: '3' }],
    ['no order and no attempts', { BOOT_SEQ: 'ff' }],
    ['one slot only', { BOOT_SEQ: 'f', BOOT_ORDER: 'B', BOOT_A_LEFT: '3', BOOT_B_LEFT: '10' }],
    ['a counter of ten', { BOOT_SEQ: 'f', BOOT_ORDER: 'A B', BOOT_A_LEFT: 'a', BOOT_B_LEFT: '1' }],
  ])('agree on %s', async (_, variables) => {
    put(1, variables);
    await start();
  });

  it('a damaged kernel costs its attempt and the other slot starts in the same boot', async () => {
    damageKernel(disk, 'B');
    tool('mark', 'good', 'A');
    tool('set-primary', 'B');
    const text = await boot(disk);
    expect(text).toContain('slot B: kernel unreadable or damaged');
    expect(started(text)).toBe('A');
    expect(readState(address).state.attemptsLeft).toEqual({ A: 2, B: 2 });
  });
});
