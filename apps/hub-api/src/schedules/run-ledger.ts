import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readIfExists, writeFileAtomic } from '@hub/adapters/system';
import type { ScheduleRule } from '@hub/contracts';
import {
  cutAt,
  type Delivered,
  deliveredOf,
  keyOf,
  lastOfEach,
  type LedgerEntry,
  ledgerLine,
  type Load,
  type OpenRun,
  openRuns,
  pastLoads,
  readLedger,
  uncountedRuns,
} from '@hub/domain/schedules';
import type { FeedStore } from '@hub/domain/series';
import { DAY_S, type Instant } from '@hub/domain/time';
import { OneAtATime } from '@hub/nest-http';
import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { HubConfig } from '../config/config';
import { CLOCK, type Clock, CONFIG, FEED_STORE, type Machine, MACHINE } from '../ports/ports';
import { RunMeter } from './run-meter';

/** Older entries go when the hub starts. */
const KEPT_S = 30 * DAY_S;

/**
 * What each repetition has had, in a file that only grows: two lines a run, nothing in between, so a run costs the card two small writes.
 * While the machine stays up, its devices do too: a run goes on over a restart of the hub alone. One that a power cut ended is counted up
 * to the middle of the minute after the newest reading that the hub had kept: until then it was alive, and the journal may have lost that minute.
 */
@Injectable()
export class RunLedger implements OnModuleInit {
  private readonly logger = new Logger('schedules');
  private readonly writes = new OneAtATime();
  private readonly path: string;
  private entries: LedgerEntry[] = [];
  private readonly soFarWh = new Map<string, number>();
  private cut: readonly OpenRun[] = [];
  private uncounted: readonly OpenRun[] = [];
  private going: readonly OpenRun[] = [];

  constructor(
    @Inject(CONFIG) config: HubConfig,
    @Inject(FEED_STORE) private readonly feeds: FeedStore,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(MACHINE) private readonly machine: Machine,
    private readonly meter: RunMeter,
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

  /** Runs that a power cut ended; empty after the first call. */
  takeInterrupted(): readonly OpenRun[] {
    const cut = this.cut;
    this.cut = [];
    return cut;
  }

  /** Runs that ended without a count, as where the power went again at once; empty after the first call. */
  takeUncounted(): readonly OpenRun[] {
    const uncounted = this.uncounted;
    this.uncounted = [];
    return uncounted;
  }

  /** Runs that went on while the hub alone was away; empty after the first call. */
  takeGoing(): readonly OpenRun[] {
    const going = this.going;
    this.going = [];
    return going;
  }

  begin(run: OpenRun, { deviceId }: ScheduleRule): Promise<void> {
    return this.append({ ...run, end: null, wh: 0, registerKWh: this.meter.registerKWh(deviceId) });
  }

  /** Whether a run can be counted: what a device that says that it is off gets is not. */
  counts({ deviceId }: ScheduleRule): boolean {
    return !this.meter.saysOff(deviceId, this.clock());
  }

  /** Takes in what a run that is on has had so far. It is not written: what the device measured is in its feeds. */
  async count(run: OpenRun, rule: ScheduleRule): Promise<void> {
    this.soFarWh.set(keyOf(run), await this.meter.wh(this.begun(run), this.clock(), rule));
  }

  /** Ends a run with what was measured; a second time with a better figure. */
  async end(run: OpenRun, end: Instant, rule: ScheduleRule): Promise<void> {
    const wh = Math.round(await this.meter.wh(this.begun(run), end, rule));
    const { scheduleId, label, start } = run;
    await this.append({ scheduleId, label, start, end, wh });
    this.soFarWh.delete(keyOf(run));
  }

  /** What was counted by the clock when the hub came back is counted by what the device says. */
  async correct(run: OpenRun, rule: ScheduleRule): Promise<void> {
    const ended = this.entries.findLast((entry) => keyOf(entry) === keyOf(run));
    if (typeof ended?.end === 'number') await this.end(run, ended.end, rule);
  }

  delivered(scheduleId: number, label: string): Delivered {
    const { seconds, wh } = deliveredOf(this.entries, scheduleId, label, this.clock());
    const open = openRuns(this.entries).filter((run) => run.scheduleId === scheduleId && run.label === label);
    return { seconds, wh: open.reduce((sum, run) => sum + (this.soFarWh.get(keyOf(run)) ?? 0), wh) };
  }

  /** Times in which a repetition was on, in order. */
  blocks(scheduleId: number, label: string): readonly (readonly [Instant, Instant])[] {
    return lastOfEach(this.entries)
      .filter((entry) => entry.scheduleId === scheduleId && entry.label === label)
      .map(({ start, end }) => [start, end ?? this.clock()] as const)
      .sort((a, b) => a[0] - b[0]);
  }

  /** What ran since then, as loads on the house. */
  loads(since: Instant): readonly Load[] {
    return pastLoads(this.entries, since);
  }

  /** The run with the register of its start. */
  private begun(run: OpenRun): OpenRun {
    if (run.registerKWh !== undefined) return run;
    return this.entries.find((entry) => keyOf(entry) === keyOf(run)) ?? run;
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

  /** Reads what is whole, ends what a power cut ended, and writes the file again without what is torn or old. */
  private async load(): Promise<void> {
    await mkdir(dirname(this.path), { recursive: true, mode: 0o700 });
    const { entries } = readLedger((await readIfExists(this.path)) ?? '');
    const [alive, machineStart] = [this.aliveUntil(), this.clock() - this.machine.uptimeS()];
    const open = openRuns(entries);
    this.going = open.filter(({ start }) => start >= machineStart);
    this.cut = open.filter(({ start }) => start < machineStart);
    const ended = this.cut.map((run) => ({ ...run, end: cutAt(run.start, alive), wh: 0 }));
    this.uncounted = uncountedRuns(entries);
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
