import { openSync, readFileSync, readSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import type { FeedStore, Query } from '@hub/domain/series';
import { nodeDisk } from '../disk/node-disk';
import { DiskFeedStore } from '../store/disk-feed-store';
import { EarlyPoints } from '../store/early-points';
import { Engine } from '../store/engine';
import { FlushTimer } from '../store/flush-timer';
import { openFeedStore } from '../store/open';
import { medians } from './measure';
import { note, type Report } from './report';
import { INTERVAL_S, YEAR_END, YEAR_POINTS, YEAR_START } from './year';

const WARM_RUNS = 41;
const COLD_RUNS = 7;
const POINTS = 800;
const LOOKUPS = 100_000;
const STEP_S = Math.round((YEAR_END - YEAR_START) / POINTS);
const DAY_S = 86_400;
const year: Query = { start: YEAR_START, end: YEAR_END, interval: STEP_S };

/** A year of 10 s points in `dir`, feed 1: what queries cost beside the least that the system could do. */
export async function queryBench(dir: string, report: Report): Promise<void> {
  const store = await openFeedStore({ dir, clock: () => YEAR_END, flushPeriodS: 0 });
  const fd = openSync(`${dir}/1.dat`, 'r');
  const times = await medians(WARM_RUNS, {
    stride: () => drain(store, year),
    preads: () => barePreads(fd),
  });
  ratio(report, {
    name: 'year to 800 points',
    own: times.stride,
    floor: 'bare preads',
    floorMs: times.preads,
    n: WARM_RUNS,
  });
  await coldBench(store, `${dir}/1.dat`, report);
  await averageBench(dir, `${dir}/1.dat`, report);
  await dayBench(store, fd, report);
  await lookupBench(store, report);
  await store.close();
}

async function drain(store: FeedStore, query: Query): Promise<number> {
  let rows = 0;
  for await (const batch of store.batches(1, query)) rows += batch.length;
  return rows;
}

function barePreads(fd: number): number {
  const four = new Float32Array(1);
  const bytes = new Uint8Array(four.buffer);
  let sum = 0;
  for (let row = 0; row < POINTS; row++) {
    readSync(fd, bytes, 0, 4, Math.floor((row * STEP_S) / INTERVAL_S) * 4);
    sum += four[0] ?? 0;
  }
  return sum;
}

interface Ratio {
  readonly name: string;
  readonly own: number;
  readonly floor: string;
  readonly floorMs: number;
  readonly n: number;
}

function ratio(report: Report, { name, own, floor, floorMs, n }: Ratio): void {
  report({ name, value: own, unit: 'ms', n });
  report({ name: `${name}: ${floor}`, value: floorMs, unit: 'ms', n });
  report({ name: `${name}: ratio`, value: own / floorMs, unit: 'x', n });
}

async function coldBench(store: FeedStore, file: string, report: Report): Promise<void> {
  if (process.getuid?.() !== 0) {
    note('cold figures need root (drop_caches)');
    return;
  }
  spawnSync('sync');
  const dropCaches = (): void => writeFileSync('/proc/sys/vm/drop_caches', '1');
  const times = await medians(
    COLD_RUNS,
    { stride: () => drain(store, year), whole: () => readFileSync(file).length },
    dropCaches,
  );
  ratio(report, {
    name: 'year to 800 points, cold',
    own: times.stride,
    floor: 'one read of the file',
    floorMs: times.whole,
    n: COLD_RUNS,
  });
}

async function averageBench(dir: string, file: string, report: Report): Promise<void> {
  const averaged: Query = { ...year, average: true };
  const points = new Float32Array(YEAR_POINTS);
  const scan = (): number => {
    readSync(openedOnce(file), new Uint8Array(points.buffer), 0, points.byteLength, 0);
    let sum = 0;
    for (let at = 0; at < YEAR_POINTS; at++) {
      const value = points[at] ?? NaN;
      if (value === value) sum += value;
    }
    return sum;
  };
  const fresh = async (): Promise<void> => {
    const store = await openFeedStore({ dir, clock: () => YEAR_END, flushPeriodS: 0 });
    const from = performance.now();
    await drain(store, averaged);
    scanned.push(performance.now() - from);
    await new Promise((done) => setTimeout(done, 100));
  };
  const scanned: number[] = [];
  const floor = await medians(WARM_RUNS, { scan, fresh });
  scanned.sort((a, b) => a - b);
  ratio(report, {
    name: 'year averaged to 800, no rollups yet',
    own: scanned[Math.floor(scanned.length / 2)] ?? NaN,
    floor: 'one scan',
    floorMs: floor.scan,
    n: WARM_RUNS,
  });
  const engine = new Engine(nodeDisk(dir), { clock: () => YEAR_END });
  const store = new DiskFeedStore(
    engine,
    new FlushTimer(
      () => engine.flush(),
      (error) => note(String(error)),
    ),
    new EarlyPoints(engine, (error) => note(String(error))),
  );
  await drain(store, averaged);
  await engine.rollups.settled();
  let moved = 0;
  const elsewhere = (): Query => ({ ...averaged, start: YEAR_START + ++moved * INTERVAL_S });
  const rolled = await medians(WARM_RUNS, {
    moved: () => drain(store, elsewhere()),
    preads: () => barePreads(openedOnce(file)),
  });
  ratio(report, {
    name: 'year averaged to 800, rollups warm, rows where none were before',
    own: rolled.moved,
    floor: 'bare preads',
    floorMs: rolled.preads,
    n: WARM_RUNS,
  });
  const again = await medians(WARM_RUNS, { same: () => drain(store, averaged) });
  report({ name: 'year averaged to 800, rollups warm, asked again', value: again.same, unit: 'ms', n: WARM_RUNS });
  const deltas = await medians(WARM_RUNS, {
    days: () => drain(store, daily),
    deltas: () => drain(store, { ...daily, average: false, delta: true }),
  });
  report({ name: 'daily means of a year, Europe/London, rollups warm', value: deltas.days, unit: 'ms', n: WARM_RUNS });
  report({ name: 'daily differences of a year, Europe/London', value: deltas.deltas, unit: 'ms', n: WARM_RUNS });
  await store.close();
}

const daily: Query = { ...year, interval: 'daily', average: true, timezone: 'Europe/London' };

const opened = new Map<string, number>();
function openedOnce(file: string): number {
  const fd = opened.get(file) ?? openSync(file, 'r');
  opened.set(file, fd);
  return fd;
}

async function dayBench(store: FeedStore, fd: number, report: Report): Promise<void> {
  const start = YEAR_START + 200 * DAY_S;
  const own = async (): Promise<number> => {
    let text = '[';
    for await (const { times, values, length } of store.batches(1, {
      start,
      end: start + DAY_S,
      interval: INTERVAL_S,
    })) {
      for (let row = 0; row < length; row++) {
        const value = values[row] ?? NaN;
        text += `${text.length > 1 ? ',' : ''}[${times[row] ?? 0},${Number.isNaN(value) ? 'null' : value}]`;
      }
    }
    return Buffer.byteLength(`${text}]`);
  };
  const floor = (): number => {
    const points = new Float32Array(DAY_S / INTERVAL_S + 1);
    readSync(fd, new Uint8Array(points.buffer), 0, points.byteLength, ((start - YEAR_START) / INTERVAL_S) * 4);
    return Buffer.byteLength(JSON.stringify(Array.from(points, (value, at) => [start + at * INTERVAL_S, value])));
  };
  const times = await medians(WARM_RUNS, { own, floor });
  ratio(report, {
    name: 'raw day as JSON',
    own: times.own,
    floor: 'read and JSON.stringify',
    floorMs: times.floor,
    n: WARM_RUNS,
  });
}

async function lookupBench(store: FeedStore, report: Report): Promise<void> {
  const times = await medians(5, {
    own: async () => {
      for (let at = 0; at < LOOKUPS; at++) {
        await store.valueAt(1, YEAR_START + ((at * 7919 * 31) % YEAR_POINTS) * INTERVAL_S);
      }
    },
  });
  report({ name: 'random value', value: (times.own / LOOKUPS) * 1000, unit: 'us', n: LOOKUPS });
}
