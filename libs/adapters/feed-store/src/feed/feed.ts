import {
  type FeedFault,
  type FeedMeta,
  type IgnoredReason,
  MAX_PADDING_POINTS,
  type Point,
  slotTime,
} from '@hub/domain/series';
import type { BlockSums } from '../rollup/block-sums';
import { GrowingPoints } from './growing-points';

/** Points a feed may still be moved back by while it is new and only in memory. */
const MAX_PREPENDED_POINTS = 65_536;

/** What happened to one point. */
export type PutResult = 'stored' | 'updated' | IgnoredReason;

/** Points before the start of a feed that wait to be put there. */
const MAX_EARLY_POINTS = 1_000_000;

/** Limits of memory, and what to do at them. */
export interface FeedRoom {
  /** Points a feed may hold before `spill` is called. */
  readonly tailPoints: number;
  /** Writes the feed's end to its file; it may fail and leave everything in memory. */
  spill(feed: Feed): void;
  /** An already logged point changed. */
  updated(): void;
  /** A point waits to be put before the first. */
  early(feed: Feed): void;
}

/**
 * One feed: its file's points [0, filePoints), changes to them (`patches`), and the points after them (`tail`).
 * `unlogged` and `loggedTo` say what the journal does not know yet.
 */
export class Feed {
  readonly tail = new GrowingPoints();
  /** New values of points that the file still has the old values of. */
  readonly patches = new Map<number, number>();
  /** Changed points before `loggedTo` whose new value is not in the journal. */
  readonly unlogged = new Map<number, number>();
  /** Points from here on are not in the journal. */
  loggedTo: number;
  startLogged: boolean;
  /** The meta file knows the start. */
  startOnDisk: boolean;
  fault: FeedFault | undefined;
  /** Points before the first by their slots, until the files are written with them. */
  readonly early = new Map<number, number>();
  /** The feed that took this one's place when its file was rewritten, and how many points its file has more at the front. */
  successor: { readonly feed: Feed; readonly shift: number } | undefined;
  /** Points the file of a truncated feed once held. */
  expectedPoints = 0;
  /** Derived sums of the points, once a long query wanted them. */
  sums: BlockSums | undefined;
  /** A file of sums lies beside the feed. */
  sumsKept = false;

  constructor(
    readonly id: number,
    readonly intervalS: number,
    public startTime: number,
    public filePoints: number,
  ) {
    this.loggedTo = filePoints;
    this.startLogged = this.startOnDisk = filePoints > 0;
  }

  /** Where point 0 is in the file now: a query under way goes on while its feed is rewritten. */
  get fileShift(): number {
    return this.successor === undefined ? 0 : this.successor.shift + this.successor.feed.fileShift;
  }

  get npoints(): number {
    return this.filePoints + this.tail.length;
  }

  get meta(): FeedMeta {
    return { id: this.id, intervalS: this.intervalS, startTime: this.startTime, npoints: this.npoints };
  }

  /** Takes one point. `joinFrom` is the value a straight line over a gap starts from; NaN leaves the gap missing. */
  put(point: Point, joinFrom: number, room: FeedRoom, maxGapPoints = MAX_PADDING_POINTS): PutResult {
    if (this.fault !== undefined && this.tail.length >= room.tailPoints) return 'feed-fault';
    const slot = slotTime(point.time, this.intervalS);
    if (!(slot > 0)) return 'invalid';
    const value = Number.isNaN(point.value) ? NaN : point.value;
    if (this.npoints === 0 && this.startTime === 0) this.startTime = slot;
    const index = Math.floor((slot - this.startTime) / this.intervalS);
    if (index < 0) return this.prepend(slot, value, room, maxGapPoints);
    if (index >= this.npoints) return this.extend(index, value, { joinFrom, room, maxGapPoints });
    this.replace(index, value, room);
    return 'updated';
  }

  /** Adds a point behind the last, and what is missing between. */
  private extend(
    index: number,
    value: number,
    {
      joinFrom,
      room,
      maxGapPoints,
    }: { readonly joinFrom: number; readonly room: FeedRoom; readonly maxGapPoints: number },
  ): PutResult {
    const padding = index - this.npoints;
    if (padding > maxGapPoints) return 'gap-too-long';
    if (padding > 0) this.pad(padding, value, joinFrom, room);
    this.tail.push(value);
    if (this.tail.length >= room.tailPoints) room.spill(this);
    return 'stored';
  }

  /** Changes an existing point. */
  replace(index: number, value: number, room: FeedRoom): void {
    if (index >= this.filePoints) this.tail.set(index - this.filePoints, value);
    else this.patches.set(index, value);
    this.sums?.touch(index);
    if (index < this.loggedTo) {
      this.unlogged.set(index, value);
      room.updated();
    }
  }

  /** At once while the feed has never left this memory; else it waits for the files to be written with it. */
  private prepend(slot: number, value: number, room: FeedRoom, maxGapPoints: number): PutResult {
    const count = Math.ceil((this.startTime - slot) / this.intervalS);
    if (count > maxGapPoints) return 'before-start';
    if (this.startLogged || this.filePoints > 0 || count + this.npoints > MAX_PREPENDED_POINTS) {
      if (this.early.size >= MAX_EARLY_POINTS) return 'before-start';
      this.early.set(slot, value);
      room.early(this);
      return 'stored';
    }
    this.sums = undefined;
    this.tail.unshiftMissing(count);
    this.tail.set(0, value);
    this.startTime -= count * this.intervalS;
    return 'stored';
  }

  private pad(padding: number, value: number, joinFrom: number, room: FeedRoom): void {
    const slope = (value - joinFrom) / (padding + 1);
    if (Number.isNaN(slope)) {
      for (let left = padding; left > 0;) {
        const some = Math.min(left, room.tailPoints);
        this.tail.pushMissing(some);
        if (this.tail.length >= room.tailPoints) room.spill(this);
        left -= some;
      }
      return;
    }
    let pad = joinFrom;
    for (let left = padding; left > 0; left--) {
      pad += slope;
      this.tail.push(pad);
      if (this.tail.length >= room.tailPoints) room.spill(this);
    }
  }
}
