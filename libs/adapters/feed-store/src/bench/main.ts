import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Services, startServices } from '@hub/adapters/services';
import { openFeedStore } from '../store/open';
import { appendBench } from './append-bench';
import { deviceBench } from './device-bench';
import { ingestBench } from './ingest-bench';
import { mariadbBench } from './mariadb-bench';
import { queryBench } from './query-bench';
import { report } from './report';
import { YEAR_END, YEAR_POINTS, yearPoints } from './year';

const PIECE = 100_000;

/** A folder with a year of 10 s points as feed 1. */
async function yearFolder(): Promise<string> {
  const dir = mkdtempSync(join(tmpdir(), 'feed-year-'));
  const store = await openFeedStore({ dir, clock: () => YEAR_END, flushPeriodS: 0 });
  await store.create(1, { intervalS: 10 });
  for (let at = 0; at < YEAR_POINTS; at += PIECE) store.append(1, yearPoints(at, Math.min(at + PIECE, YEAR_POINTS)));
  await store.close();
  return dir;
}

async function withServices(run: (services: Services) => void | Promise<void>): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'feed-services-'));
  const services = await startServices({ dir });
  try {
    await run(services);
  } finally {
    await services.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

const PARTS: Readonly<Record<string, () => Promise<void>>> = {
  append: () => appendBench(report),
  query: async () => {
    const dir = await yearFolder();
    await queryBench(dir, report);
    rmSync(dir, { recursive: true, force: true });
  },
  mariadb: () => withServices((services) => mariadbBench(services, report)),
  ingest: () => withServices((services) => ingestBench(services, report)),
  device: () => deviceBench(report),
};

const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
for (const [name, run] of Object.entries(PARTS)) if (asked.length === 0 || asked.includes(name)) await run();
