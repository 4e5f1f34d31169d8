import type { CutFigures } from '@hub/testing';
import {
  blankJournal,
  defaultBootState,
  markBad,
  nextWrite,
  readMirrored,
  setPrimary,
  type UpdateJournal,
} from '@hub/domain/update';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeJournal } from '../agent/journal-schema';
import { checkCuts } from './check-cuts';
import { PLACE } from './recorded-card';
import { UndoDisk } from './write-log';

/* A small update as QEMU would have recorded it, in the right order and in wrong ones: each check must be able to fail. */

const BLOCK = 4096;
const DATA_BYTES = 32 << 20;
let dir: string;
let dataBefore: Buffer;
let slot: Buffer;

type Step = { offset: number; data: Buffer } | 'flush';

const working = {
  release: {
    version: '2.0.0',
    compatible: 'x',
    bundleUrl: 'https://example.org/b',
    bundleBytes: 1,
    sha256: 'a'.repeat(64),
    minimumVersion: '0.0.0',
  },
  origin: { version: '1.0.0', slot: 'A' as const, bootId: 'before' },
  urgent: false,
};
const pending: UpdateJournal = {
  ...blankJournal,
  state: {
    phase: 'pending-reboot',
    readyAt: 1,
    before: { serverReachable: true, apiDegraded: false, failedUnits: [], inNetwork: true },
    ...working,
  },
};

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'power-cuts-'));
  const data = join(dir, 'data');
  writeFileSync(data, '');
  truncateSync(data, DATA_BYTES);
  execFileSync('mke2fs', ['-q', '-t', 'ext4', '-b', '4096', data]);
  execFileSync('debugfs', ['-w', '-R', 'mkdir /ota', data], { stdio: 'ignore' });
  dataBefore = readFileSync(data);
  slot = Buffer.alloc(64 * BLOCK, 'the new release ');
  writeFileSync(join(dir, 'slot'), slot);
  writeFileSync(join(dir, 'card'), '');
  truncateSync(join(dir, 'card'), PLACE.data + DATA_BYTES);
  const disk = new UndoDisk(join(dir, 'card'));
  disk.write(PLACE.data, dataBefore);
  disk.write(PLACE.state[0], startState.block);
  disk.close();
});
afterAll(() => rmSync(dir, { recursive: true }));

const blank = Buffer.alloc(512);
const startState = nextWrite(readMirrored(blank, blank), markBad({ ...defaultBootState, good: 'A' }, 'B'));
const switched = (): Step => {
  const mirrored = readMirrored(Buffer.from(startState.block), blank);
  const { copy, block } = nextWrite(mirrored, setPrimary(mirrored.state, 'B'));
  return { offset: PLACE.state[copy], data: Buffer.from(block) };
};

/** The blocks by which the data partition differs once it holds this journal. */
function remembered(journal: UpdateJournal): Step[] {
  const file = join(dir, 'data-after');
  copyFileSync(join(dir, 'data'), file);
  writeFileSync(join(dir, 'state.json'), writeJournal(journal));
  execFileSync('debugfs', ['-w', '-R', `write ${join(dir, 'state.json')} /ota/state.json`, file], { stdio: 'ignore' });
  const after = readFileSync(file);
  const steps: Step[] = [];
  for (let at = 0; at < DATA_BYTES; at += BLOCK) {
    const data = after.subarray(at, at + BLOCK);
    if (!data.equals(dataBefore.subarray(at, at + BLOCK))) steps.push({ offset: PLACE.data + at, data });
  }
  return steps;
}

const install = (): Step[] => [
  { offset: PLACE.B, data: slot.subarray(0, 32 * BLOCK) },
  { offset: PLACE.B + 32 * BLOCK, data: slot.subarray(32 * BLOCK) },
];

function record(steps: readonly Step[]): void {
  const sector = (values: readonly number[]): Buffer => {
    const buffer = Buffer.alloc(512);
    values.forEach((value, index) => buffer.writeBigUInt64LE(BigInt(value), 8 * index));
    return buffer;
  };
  const head = Buffer.alloc(512);
  head.writeBigUInt64LE(0x6a736677736872n, 0);
  head.writeBigUInt64LE(1n, 8);
  head.writeBigUInt64LE(BigInt(steps.length), 16);
  head.writeUInt32LE(512, 24);
  const entries = steps.flatMap((step) =>
    step === 'flush' ? [sector([0, 0, 1, 0])] : [sector([step.offset / 512, step.data.length / 512, 0, 0]), step.data],
  );
  writeFileSync(join(dir, 'log'), Buffer.concat([head, ...entries]));
}

function check(steps: readonly Step[]): Promise<CutFigures> {
  record(steps);
  const files = {
    dir: join(dir, 'work'),
    card: join(dir, 'card'),
    log: join(dir, 'log'),
    freshSlot: join(dir, 'slot'),
  };
  return checkCuts(files, 40);
}

const atOnce = (steps: readonly Step[]): Step[] => [...steps, 'flush'];
const causes = (error: unknown): string =>
  error instanceof Error ? `${error.message} / ${causes(error.cause)}` : String(error);
const faultOf = (steps: readonly Step[]): Promise<string> => check(steps).then(() => 'none', causes);

it('finds a switch of which the agent would know nothing', async () => {
  expect(await faultOf([...atOnce(install()), switched(), 'flush'])).toMatch(/CUT_JOURNAL/);
});

it('finds a slot that is named before it is written', async () => {
  expect(await faultOf([switched(), 'flush', ...atOnce(install())])).toMatch(/CUT_HALF_SLOT/);
});

it('finds a slot that is named while its last blocks are still on their way', async () => {
  expect(await faultOf([...install(), switched(), 'flush'])).toMatch(/CUT_(HALF_SLOT|JOURNAL)/);
});

it('finds a write into the slot that runs, and into the boot partition', async () => {
  for (const offset of [PLACE.A + 8192, 20 << 20])
    expect(await faultOf([{ offset, data: Buffer.alloc(BLOCK, 1) }, 'flush'])).toMatch(/CUT_STRAY_WRITE/);
});

it('finds a data partition that cannot be repaired by itself', async () => {
  const rubbish: Step = { offset: PLACE.data + BLOCK, data: Buffer.alloc(8 * BLOCK, 0xa5) };
  expect(await faultOf([rubbish, 'flush'])).toMatch(/CUT_DATA/);
});

it('lets an update in the right order pass, and counts what it saw', async () => {
  const journal = remembered(pending);
  const disk = new UndoDisk(join(dir, 'card'));
  for (const step of journal) if (step !== 'flush') disk.write(step.offset, step.data);
  disk.close();
  const figures = await check([...atOnce(install()), switched(), 'flush']);
  expect(figures).toMatchObject({ steps: 5, startsOld: expect.any(Number) as number });
  expect(figures.startsNew).toBeGreaterThan(0);
  expect(figures.phases).toMatchObject({ 'B verifying': figures.startsNew });
});
