import { join } from 'node:path';
import { openFeedStore } from '../store/open';
import { FEEDS, householdOf, playDay } from './household';
import { loopDisk } from './loop-disk';
import { recordedDays } from './recorded-day';
import { note, type Report } from './report';
import { INTERVAL_S, YEAR_START } from './year';

const MEGABYTE = 1e6;
/** From where the benchmark is built to. */
const HOMES = join(import.meta.dirname, '../../../../apps/simulators/data/homes');

/** Bytes a day at the block device for twenty feeds of recorded homes, by the kernel's own count. */
export async function deviceBench(report: Report): Promise<void> {
  if (process.getuid?.() !== 0) {
    note('block device figures need root (loop device, mount)');
    return;
  }
  await measure(report, { mountOptions: 'noatime,commit=3600', commitS: 3600, as: 'as the image mounts it' });
  await measure(report, { mountOptions: 'noatime', commitS: 60, as: 'mounted with defaults' });
}

interface Mounted {
  readonly mountOptions: string;
  /** How often the file system commits what is not synced. The day is played in a minute, so it is asked to. */
  readonly commitS: number;
  readonly as: string;
}

async function measure(report: Report, { mountOptions, commitS, as }: Mounted): Promise<void> {
  const disk = loopDisk(mountOptions);
  try {
    let now = YEAR_START;
    const store = await openFeedStore({ dir: disk.dir, clock: () => now, flushPeriodS: 0 });
    for (let id = 1; id <= FEEDS; id++) await store.create(id, { intervalS: INTERVAL_S });
    // A feed's first point also writes its meta file, once in its life.
    for (let id = 1; id <= FEEDS; id++) store.append(id, [{ time: YEAR_START - INTERVAL_S, value: 0 }]);
    await store.complete();
    const before = disk.written();
    const setClock = (time: number): void => {
      now = time;
    };
    const points = await playDay(store, householdOf(recordedDays(HOMES)), setClock, (second) => {
      if ((second + INTERVAL_S) % commitS === 0) disk.written();
    });
    // The journal holds a little more than a day; what the day brought reaches the feed files once.
    await store.complete();
    const bytes = disk.written() - before;
    const name = `block device, ${FEEDS} feeds at 10 s, recorded homes, ${as}`;
    report({ name, value: bytes / MEGABYTE, unit: 'MB/day', n: points });
    await store.close();
  } finally {
    disk.remove();
  }
}
