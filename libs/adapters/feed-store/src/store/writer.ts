import { encodeMeta, fileNames, POINT_BYTES } from '@hub/domain/series';
import type { Disk } from '../disk/disk';
import { errorOf, isDamaged, journalFault, writeFault } from '../feed/faults';
import type { Feed } from '../feed/feed';
import type { FeedFiles } from '../feed/feed-files';
import type { Journal } from '../journal/journal';
import { PAGE_BYTES, PAGE_HEADER_BYTES, PageWriter } from '../journal/page';
import type { Rollups } from '../rollup/rollups';
import { changeBytes, forgetLogged, logChanges } from './log-changes';
import { runStepsSync, type Steps } from './steps';

const PAGE_ROOM = PAGE_BYTES - PAGE_HEADER_BYTES - 16;

/** The two ways of points to the disk: a flush logs what changed, a checkpoint writes the feed files and frees the journal. */
export class Writer {
  readonly dirty = new Set<Feed>();
  /** Feeds whose file got points that are neither synced nor logged. */
  private readonly unsynced = new Set<Feed>();

  constructor(
    private readonly disk: Disk,
    private readonly files: FeedFiles,
    private readonly journal: Journal,
    private readonly feeds: ReadonlyMap<number, Feed>,
    private readonly rollups: Rollups,
  ) {}

  /** True when a checkpoint should follow: a quarter of the ring is left for what comes meanwhile. */
  get ringNearlyFull(): boolean {
    return this.journal.used * 4 > this.journal.capacity * 3;
  }

  *flush(): Steps {
    const dirty = [...this.dirty];
    const bytes = dirty.reduce((sum, feed) => sum + changeBytes(feed), 0);
    if (bytes > (this.journal.free / 2) * PAGE_ROOM) this.spill(dirty);
    const pages = new PageWriter();
    const before = dirty.map((feed) => logChanges(feed, pages));
    const unsynced = [...this.unsynced];
    this.dirty.clear();
    this.unsynced.clear();
    try {
      for (const feed of unsynced) yield { sync: this.files.of(feed.id) };
      const log = pages.take();
      if (log.length > 0) yield { log };
    } catch (error) {
      before.forEach(forgetLogged);
      for (const feed of dirty) this.dirty.add(feed);
      for (const feed of unsynced) this.unsynced.add(feed);
      throw errorOf(journalFault(error), error);
    }
  }

  /** Everything into the feed files; then the journal's pages are free, except for feeds that could not be written. */
  *checkpoint(): Steps {
    yield* this.flush();
    const upTo = this.journal.next;
    const written = [...this.feeds.values()].filter((feed) => this.write(feed) || isStartMissing(feed));
    for (const feed of written) {
      try {
        yield { sync: this.files.of(feed.id) };
        this.finish(feed);
      } catch (error) {
        feed.fault = writeFault(feed.id, error);
        throw error;
      }
    }
    yield* this.release(upTo);
  }

  /** Moves feeds' points in memory to their files without waiting for the disk: the next flush does. */
  spill(feeds: readonly Feed[]): void {
    const sound = feeds.filter((feed) => feed.tail.length > 0 && !isDamaged(feed.fault));
    const log = earlierChanges(sound);
    if (log.length > 0) runStepsSync(logStep(log), this.journal);
    for (const feed of sound) {
      feed.startLogged = true;
      feed.unlogged.clear();
      if (this.write(feed)) this.unsynced.add(feed);
    }
  }

  /** Tail and changed points into the file; false when there is nothing to do or the disk refuses. */
  private write(feed: Feed): boolean {
    if ((feed.tail.length === 0 && feed.patches.size === 0) || isDamaged(feed.fault)) return false;
    try {
      const file = this.files.of(feed.id, true);
      if (feed.patches.size > 0) this.rollups.forgetKept(feed);
      for (const [index, value] of feed.patches) {
        if (feed.unlogged.has(index)) continue;
        file.writeSync(new Uint8Array(Float32Array.of(value).buffer), index * POINT_BYTES);
        feed.patches.delete(index);
      }
      if (feed.tail.length > 0) file.writeSync(feed.tail.bytes(0, feed.tail.length), feed.filePoints * POINT_BYTES);
    } catch (error) {
      feed.fault = writeFault(feed.id, error);
      return false;
    }
    feed.filePoints += feed.tail.length;
    feed.loggedTo = Math.max(feed.loggedTo, feed.filePoints);
    feed.tail.clear();
    feed.fault = undefined;
    return true;
  }

  /** The start goes to the meta file after the points it belongs to, so that no reader meets a start without points. */
  private finish(feed: Feed): void {
    if (feed.startOnDisk) return;
    this.disk.replaceSync(fileNames(feed.id).meta, encodeMeta(feed));
    feed.startOnDisk = true;
  }

  private *release(upTo: number): Steps {
    const pages = new PageWriter();
    for (const feed of this.feeds.values()) {
      if (feed.fault !== undefined && !isDamaged(feed.fault)) relog(feed, pages);
      const mark = isDamaged(feed.fault) ? feed.expectedPoints : feed.filePoints;
      if (mark > 0) pages.other('mark', feed.id, mark);
    }
    const log = pages.take();
    if (log.length > this.journal.free) return;
    this.journal.release(upTo);
    if (log.length > 0) yield { log };
  }
}

/** Points that reached the file ahead of a checkpoint still lack their start in the meta file. */
const isStartMissing = (feed: Feed): boolean => feed.filePoints > 0 && !feed.startOnDisk && feed.fault === undefined;

/** What the journal must know before points that follow it reach a file. */
function earlierChanges(feeds: readonly Feed[]): Uint8Array[] {
  const pages = new PageWriter();
  for (const feed of feeds) {
    if (!feed.startLogged) pages.other('start', feed.id, feed.startTime);
    for (const [index, value] of feed.unlogged) pages.points(feed.id, index, Float32Array.of(value));
  }
  return pages.take();
}

/** All that only the journal knows of a feed whose file could not be written. */
function relog(feed: Feed, pages: PageWriter): void {
  if (!feed.startOnDisk) pages.other('start', feed.id, feed.startTime);
  for (const [index, value] of feed.patches) pages.points(feed.id, index, Float32Array.of(value));
  const logged = Math.max(0, feed.loggedTo - feed.filePoints);
  pages.points(feed.id, feed.filePoints, feed.tail.view(0, logged));
}

function* logStep(log: readonly Uint8Array[]): Steps {
  yield { log };
}
