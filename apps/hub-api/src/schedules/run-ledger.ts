import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readIfExists, writeFileAtomic } from '@hub/adapters/system';
import { deliveredOf, type LedgerEntry, ledgerLine, type Load, readLedger } from '@hub/domain/schedules';
import type { FeedStore } from '@hub/domain/series';
import { DAY_S, type Instant } from '@hub/domain/time';
import { OneAtATime } from '@hub/nest-http';
import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { HubConfig } from '../config/config';
import { CLOCK, type Clock, CONFIG, FEED_STORE } from '../ports/ports';

/** Older entries go when the hub starts. */
const KEPT_S = 30 * DAY_S;

export interface OpenRun {
  readonly scheduleId: number;
  readonly label: string;
  readonly start: Instant;
}

/**
 * What each repetition has had, in a file that only grows: two lines a run, nothing in between, so a run costs the card two small writes.
 * A run that a power cut ended is counted up to the newest reading that the hub had kept: until then it was alive.
 */
@Injectable()
export class RunLedger implements OnModuleInit {
  private readonly logger = new Logger('schedules');
  private readonly writes = new OneAtATime();
  private readonly path: string;
  private entries: LedgerEntry[] = [];
  /** Runs that were on when the hub went down. */
  private cut: readonly OpenRun[] = [];

  constructor(
    @Inject(CONFIG) config: HubConfig,
    @Inject(FEED_STORE) private readonly feeds: FeedStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.path = join(config.dataDir, 'schedules/ledger.txt');
  }

  async onModuleInit(): Promise<void> {
    try {
      await this.load();
    } catch (error) {
      this.logger.error(error, 'the ledger of runs cannot be read: what was delivered before is not known');
    }
  }

  /** Runs that the last power cut or stop interrupted; empty after the first call. */
  takeInterrupted(): readonly OpenRun[] {
    const cut = this.cut;
    this.cut = [];
    return cut;
  }

  begin(run: OpenRun): Promise<void> {
    return this.append({ ...run, end: null, wh: 0 });
  }

  end(run: OpenRun, end: Instant, powerW: number): Promise<void> {
    return this.append({ ...run, end, wh: Math.round((powerW * (end - run.start)) / 3600) });
  }

  delivered(scheduleId: number, label: string): { readonly seconds: number; readonly wh: number } {
    return deliveredOf(this.entries, scheduleId, label, this.clock());
  }

  /** Times in which a repetition was on, in order. */
  blocks(scheduleId: number, label: string): readonly (readonly [Instant, Instant])[] {
    const ends = new Map<Instant, Instant>();
    for (const entry of this.entries) {
      if (entry.scheduleId === scheduleId && entry.label === label) ends.set(entry.start, entry.end ?? this.clock());
    }
    return [...ends].sort((a, b) => a[0] - b[0]);
  }

  /** What ran since then, as loads on the house. */
  loads(since: Instant): readonly Load[] {
    return this.entries.flatMap(({ start, end, wh }) =>
      end === null || end <= since || end <= start ? [] : [{ start, end, watts: (wh * 3_600) / (end - start) }],
    );
  }

  private append(entry: LedgerEntry): Promise<void> {
    this.entries.push(entry);
    return this.writes.run(async () => {
      const file = await open(this.path, 'a', 0o600);
      try {
        await file.appendFile(ledgerLine(entry));
        await file.sync();
      } finally {
        await file.close();
      }
    });
  }

  /** Reads what is whole, ends what was open, and writes the file again without what is torn or old. */
  private async load(): Promise<void> {
    await mkdir(dirname(this.path), { recursive: true, mode: 0o700 });
    const { entries } = readLedger((await readIfExists(this.path)) ?? '');
    const open = openRuns(entries);
    const alive = this.aliveUntil();
    const ended = open.map((run) => ({ ...run, end: Math.max(run.start, alive), wh: 0 }));
    this.cut = open;
    this.entries = [...entries, ...ended].filter(({ start }) => start > this.clock() - KEPT_S);
    await writeFileAtomic(this.path, this.entries.map(ledgerLine).join(''));
  }

  private aliveUntil(): Instant {
    // Signals lie ahead of the clock and say nothing of it.
    const now = this.clock();
    const newest = this.feeds.ids().map((id) => this.feeds.last(id)?.time ?? 0);
    return newest.reduce((most, time) => (time <= now ? Math.max(most, time) : most), 0);
  }
}

function openRuns(entries: readonly LedgerEntry[]): readonly OpenRun[] {
  const open = new Map<string, OpenRun>();
  for (const { scheduleId, label, start, end } of entries) {
    const key = `${scheduleId} ${label} ${start}`;
    if (end === null) open.set(key, { scheduleId, label, start });
    else open.delete(key);
  }
  return [...open.values()];
}
