import {
  type AppendOptions,
  type AppendResult,
  type FeedFault,
  type IgnoredReason,
  MAX_PADDING_POINTS,
  type Point,
} from '@hub/domain/series';
import type { Disk } from '../disk/disk';
import { isDamaged, journalFault, writeFault } from '../feed/faults';
import type { Feed, FeedRoom, PutResult } from '../feed/feed';
import { FeedFiles } from '../feed/feed-files';
import { FeedSource } from '../feed/feed-source';
import { Journal } from '../journal/journal';
import { Rollups } from '../rollup/rollups';
import { DEFAULTS, type EngineOptions } from './options';
import { readFeeds, replay } from './recovery';
import { runSteps, runStepsSync, type Steps } from './steps';
import { dropPrepared } from './swap';
import { Writer } from './writer';

/** Changed points that may wait for the journal. */
const MAX_UNLOGGED = 4096;
const ROLLED_UP_FEEDS = 64;

/** Who puts points before the first of their feeds in their place. */
export interface EarlyHooks {
  early(feed: Feed): void;
  beforeFlush(): Promise<void>;
}

/** The parts of a store and the rules between them. */
export class Engine {
  readonly feeds: Map<number, Feed>;
  readonly files: FeedFiles;
  readonly rollups: Rollups;
  readonly writer: Writer;
  readonly journal: Journal;
  private readonly room: FeedRoom;
  private readonly sources = new WeakMap<Feed, FeedSource>();
  private changed = 0;
  hooks: EarlyHooks = { early: () => undefined, beforeFlush: () => Promise.resolve() };
  private queue: Promise<unknown> = Promise.resolve();

  constructor(
    readonly disk: Disk,
    private readonly options: EngineOptions,
  ) {
    const { journal, records } = Journal.open(disk, options.journalPages ?? DEFAULTS.journalPages);
    this.journal = journal;
    this.feeds = readFeeds(disk);
    this.files = new FeedFiles(disk, options.openFiles ?? DEFAULTS.openFiles);
    this.rollups = new Rollups(disk, ROLLED_UP_FEEDS);
    this.writer = new Writer(disk, this.files, journal, this.feeds, this.rollups);
    this.room = {
      tailPoints: options.tailPoints ?? DEFAULTS.tailPoints,
      spill: (feed) => this.spill(feed),
      updated: () => {
        if (++this.changed >= MAX_UNLOGGED) this.flushNow();
      },
      early: (feed) => this.hooks.early(feed),
    };
    replay(disk, this.feeds, this.files, records);
  }

  /** Brings the files to the state the journal knows. */
  async recover(): Promise<void> {
    await this.run(() => this.writer.checkpoint());
    dropPrepared(this.disk);
  }

  /** Runs a task after those before it, whatever became of them. */
  inTurn<T>(task: () => T | Promise<T>): Promise<T> {
    const result = this.queue.then(task);
    this.queue = result.catch(() => undefined);
    return result;
  }

  async flush(): Promise<void> {
    await this.hooks.beforeFlush();
    this.changed = 0;
    await this.run(() => this.writer.flush());
    if (this.writer.ringNearlyFull) await this.run(() => this.writer.checkpoint());
  }

  async complete(): Promise<void> {
    await this.hooks.beforeFlush();
    await this.run(() => this.writer.checkpoint());
  }

  /** The folder is complete and nothing is open any more. */
  async close(): Promise<void> {
    try {
      await this.complete();
      await this.rollups.close(this.feeds.values());
    } finally {
      this.files.closeAll();
      this.journal.close();
    }
  }

  /** A feed's points, one by one or in blocks. */
  source(feed: Feed): FeedSource {
    let source = this.sources.get(feed);
    if (source === undefined) {
      source = new FeedSource(feed, () => this.files.of(feed.id));
      this.sources.set(feed, source);
    }
    return source;
  }

  /** The same with sums, for a query that averages this many points, where there are any. */
  averagedSource(feed: Feed, windowPoints: number): FeedSource {
    const source = this.source(feed);
    const rollup = this.rollups.of(feed, windowPoints, (first, target, count) => source.read(first, target, count));
    return rollup === undefined ? source : new FeedSource(feed, () => this.files.of(feed.id), rollup);
  }

  append(feed: Feed, points: readonly Point[], options: AppendOptions): AppendResult {
    const counts: Partial<Record<PutResult, number>> = {};
    if (isDamaged(feed.fault))
      return { stored: 0, updated: 0, ignored: points.length, reasons: { 'feed-fault': points.length } };
    if (feed.npoints === 0 && options.startTime !== undefined) feed.startTime = options.startTime;
    this.putAll(feed, inOrder(points), options, counts);
    if (feed.npoints === 0) feed.startTime = 0;
    this.writer.dirty.add(feed);
    return summary(points.length, counts);
  }

  private putAll(
    feed: Feed,
    points: readonly Point[],
    { gap, maxGapS = Infinity }: AppendOptions,
    counts: Partial<Record<PutResult, number>>,
  ): void {
    const latest = this.options.clock() + (this.options.futureToleranceS ?? DEFAULTS.futureToleranceS);
    const maxGapPoints = Math.min(Math.floor(maxGapS / feed.intervalS), MAX_PADDING_POINTS);
    // Between points of one batch a line starts from the value as it was given, not as the feed keeps it.
    let appended: number | undefined;
    for (const point of points) {
      const from = gap === 'join' ? (appended ?? this.lastValue(feed)) : NaN;
      const result = point.time > latest ? 'future' : feed.put(point, from, this.room, maxGapPoints);
      counts[result] = (counts[result] ?? 0) + 1;
      const isLast = point.time >= feed.startTime + (feed.npoints - 1) * feed.intervalS;
      if (result === 'stored' || result === 'updated')
        appended = result === 'stored' && isLast ? point.value : undefined;
    }
  }

  /** A full tail goes to its file; where that fails the feed keeps it, and takes no more. */
  private spill(feed: Feed): void {
    try {
      if (this.writer.ringNearlyFull) runStepsSync(this.writer.checkpoint(), this.journal);
      else this.writer.spill([feed]);
    } catch (error) {
      feed.fault = writeFault(feed.id, error);
    }
  }

  /** Many old points change in one go: the journal takes them before more come, and the program waits for it. */
  private flushNow(): void {
    this.changed = 0;
    for (const feed of this.feeds.values()) if (feed.unlogged.size > 0) this.writer.dirty.add(feed);
    try {
      runStepsSync(this.writer.flush(), this.journal);
      if (this.writer.ringNearlyFull) runStepsSync(this.writer.checkpoint(), this.journal);
    } catch {
      // The writer keeps what it could not write, and the next flush rejects with the reason.
    }
  }

  private lastValue(feed: Feed): number {
    return feed.npoints === 0 ? NaN : this.source(feed).at(feed.npoints - 1);
  }

  /** What is wrong with the store and its feeds. */
  faults(): readonly FeedFault[] {
    const all = [...this.feeds.values()].flatMap((feed) => feed.fault ?? []);
    return this.journal.refused === undefined ? all : [journalFault(this.journal.refused), ...all];
  }

  private run(steps: () => Steps): Promise<void> {
    return this.inTurn(() => runSteps(steps(), this.journal));
  }
}

/** Points by time; those of one time in the order given. A batch that ascends, as nearly all do, is left alone. */
function inOrder(points: readonly Point[]): readonly Point[] {
  const ascends = points.every((point, at) => at === 0 || !(point.time < (points[at - 1]?.time ?? -Infinity)));
  return ascends ? points : points.toSorted((a, b) => a.time - b.time);
}

function summary(given: number, counts: Partial<Record<PutResult, number>>): AppendResult {
  const { stored = 0, updated = 0, ...reasons } = counts;
  const ignored = given - stored - updated;
  return { stored, updated, ignored, reasons: ignored === 0 ? NONE : reasons };
}

const NONE: Partial<Record<IgnoredReason, number>> = {};
