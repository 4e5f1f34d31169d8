import type { FeedStore } from '@hub/domain/series';
import { beforeAll, describe, expect, it } from 'vitest';
import { MemoryDisk } from '../disk/memory-disk';
import { applyChange, type DiskChange, RecordingDisk } from '../disk/recording-disk';
import { JOURNAL_FILE } from '../journal/journal';
import { openFeedStoreOn } from './open';

const START = 1_700_000_000;
const OPTIONS = { clock: () => START + 86_400 * 365, flushPeriodS: 0, journalPages: 8, tailPoints: 400 };
/** Behind the used part of a page only zeros replace zeros or an old page: every 17th byte is enough there. */
const PADDING_STRIDE = 17;

type State = ReadonlyMap<number, string>;

interface Step {
  /** Changes of the disk when the step was done. */
  readonly changes: number;
  /** Everything up to here was promised to survive. */
  readonly durable: boolean;
  readonly state: State;
}

async function stateOf(store: FeedStore): Promise<State> {
  const state = new Map<number, string>();
  for (const id of store.ids()) {
    const meta = store.meta(id);
    const values: string[] = [];
    for await (const points of store.raw(id, 0)) values.push(...Array.from(points, String));
    state.set(id, JSON.stringify([meta?.intervalS, values.length === 0 ? 0 : meta?.startTime, values.join()]));
  }
  return state;
}

/** A life of three feeds: gaps, lines, changes of old points, a spilled burst, trim, clear, remove, a feed made again. */
async function liveOnce(): Promise<{ changes: DiskChange[]; steps: Step[] }> {
  const disk = new RecordingDisk();
  const store = await openFeedStoreOn(disk, OPTIONS);
  const steps: Step[] = [];
  const step = async (durable: boolean, act: () => unknown): Promise<void> => {
    await act();
    steps.push({ changes: disk.changes.length, durable, state: await stateOf(store) });
  };
  const add = (id: number, second: number, value: number, gap: 'missing' | 'join' = 'missing') =>
    step(false, () => store.append(id, [{ time: START + second, value }], { gap, durable: false }));
  const flush = () => step(true, () => store.flush());
  await step(true, () => store.create(1, { intervalS: 10 }));
  await step(true, () => store.create(2, { intervalS: 60 }));
  await add(1, 100, 1);
  await add(1, 80, 0.5);
  await flush();
  await add(1, 150, 6, 'join');
  await add(2, 0, 20);
  await flush();
  await add(1, 120, 3.25);
  await add(2, 600, 30);
  await flush();
  await add(1, 160, 7);
  await step(true, () => store.complete());
  await add(1, 110, 99);
  await step(true, async () => {
    store.append(1, [
      { time: START + 40, value: 4 },
      { time: START + 20, value: 2 },
    ]);
    await store.flush();
  });
  await add(1, 170, 8);
  await flush();
  for (let i = 0; i < 900; i++) await add(1, 180 + i * 10, i / 4);
  await add(1, 200, -1);
  await flush();
  for (let minute = 11; minute < 16; minute++) {
    await add(2, minute * 60, minute);
    await flush();
  }
  await step(true, () => store.trim(1, START + 9000));
  await add(1, 9010, 5.5);
  await add(1, 9200, 6.5);
  await flush();
  await step(true, () => store.create(3, { intervalS: 10 }));
  for (let i = 0; i < OPTIONS.tailPoints; i++) await add(3, i * 10, i);
  await step(true, () => store.complete());
  await step(true, () => store.clear(2));
  await add(2, 3000, 1);
  await flush();
  await step(true, () => store.remove(2));
  await step(true, () => store.create(2, { intervalS: 30 }));
  await add(2, 6000, 2);
  await step(true, () => store.close());
  return { changes: disk.changes, steps };
}

/** Lengths of a write after which the power may go. */
function cuts(change: DiskChange): number[] {
  if (change.kind !== 'write') return [0];
  const used = change.name === JOURNAL_FILE ? new DataView(change.bytes.buffer).getUint32(24, true) : Infinity;
  const all = Array.from({ length: change.bytes.length + 1 }, (_, length) => length);
  return all.filter((length) => length <= used + 8 || length % PADDING_STRIDE === 0);
}

type Life = Awaited<ReturnType<typeof liveOnce>>;

/** What is wrong with a folder that a cut during change `index` left. */
async function faultsAfterCut(cut: MemoryDisk, { steps }: Life, index: number): Promise<string[]> {
  const from = steps.findLastIndex((step) => step.durable && step.changes <= index);
  const to = steps.findIndex((step) => step.changes > index);
  const allowed = steps.slice(Math.max(from, 0), to < 0 ? undefined : to + 1);
  const store = await openFeedStoreOn(cut, OPTIONS);
  if (store.faults().length > 0) return store.faults().map(({ message }) => message);
  const found = await stateOf(store);
  if (from >= 0 && !found.has(1)) return ['feed 1 is gone'];
  const fits = (id: number, state: string): boolean =>
    from < 0 || allowed.some((step) => (step.state.get(id) ?? '[10,0,""]') === state);
  return [...found].flatMap(([id, state]) => (fits(id, state) ? [] : [`feed ${id} is ${state}`]));
}

/** Plays a cut in every change, after every byte, and collects what is wrong afterwards. */
async function violations(
  life: Life,
  isKept: (change: DiskChange) => boolean,
): Promise<{ cuts: number; wrong: string[] }> {
  const disk = new MemoryDisk();
  const wrong: string[] = [];
  let count = 0;
  for (const [index, change] of life.changes.entries()) {
    if (!isKept(change)) continue;
    for (const length of cuts(change)) {
      const cut = disk.copy();
      if (length > 0) applyChange(cut, change, length);
      const found = await faultsAfterCut(cut, life, index);
      wrong.push(...found.map((what) => `change ${index} (${change.kind} ${change.name}) byte ${length}: ${what}`));
      count++;
    }
    applyChange(disk, change);
  }
  return { cuts: count, wrong };
}

describe('a power cut', () => {
  let life: Life;

  beforeAll(async () => {
    life = await liveOnce();
  });

  it('leaves every flushed point, whichever byte it comes after', { timeout: 120_000 }, async () => {
    const { cuts: played, wrong } = await violations(life, () => true);
    expect(wrong.slice(0, 5)).toEqual([]);
    expect(played).toBeGreaterThan(10_000);
  });

  it('is noticed by this test when the journal is left out', { timeout: 120_000 }, async () => {
    const { wrong } = await violations(life, ({ kind, name }) => kind !== 'write' || name !== JOURNAL_FILE);
    expect(wrong.length).toBeGreaterThan(0);
  });
});
