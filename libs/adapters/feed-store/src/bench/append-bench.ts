import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FeedStore } from '@hub/domain/series';
import { openFeedStore } from '../store/open';
import { median } from './measure';
import type { Report } from './report';
import { YEAR_END, yearPoints } from './year';

const ONE_BY_ONE = 1_000_000;
const BATCH = 100_000;
const BATCHES = 30;
const RUNS = 5;

/** Points a second into memory one by one, and in batches down to the file. */
export async function appendBench(report: Report): Promise<void> {
  const points = yearPoints(0, BATCH * BATCHES);
  const single: number[] = [];
  const batched: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    await withStore((store) => {
      const from = performance.now();
      for (let at = 0; at < ONE_BY_ONE; at++) store.append(1, points.slice(at, at + 1));
      single.push((ONE_BY_ONE / (performance.now() - from)) * 1000);
    });
    await withStore(async (store) => {
      const batches = Array.from({ length: BATCHES }, (_, at) => points.slice(at * BATCH, (at + 1) * BATCH));
      const from = performance.now();
      for (const batch of batches) store.append(1, batch);
      await store.complete();
      batched.push((points.length / (performance.now() - from)) * 1000);
    });
  }
  report({ name: 'append one by one', value: median(single), unit: 'points/s', n: RUNS });
  report({ name: 'append in batches to the file, synced', value: median(batched), unit: 'points/s', n: RUNS });
}

async function withStore(run: (store: FeedStore) => void | Promise<void>): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'feed-append-'));
  const store = await openFeedStore({ dir, clock: () => YEAR_END, flushPeriodS: 0 });
  await store.create(1, { intervalS: 10 });
  await run(store);
  await store.close();
  rmSync(dir, { recursive: true, force: true });
}
