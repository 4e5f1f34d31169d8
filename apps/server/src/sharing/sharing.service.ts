import { CLUB, type CommunityDatabase, type Member, type SeriesKind } from '@hub/adapters/server-database';
import {
  comparedBy,
  ESTIMATE_REACH_S,
  estimatedGeneration,
  estimatedUse,
  shareWindow,
  type Window,
  windowLength,
  type WindowPart,
} from '@hub/domain/community';
import type { HalfHours } from '@hub/domain/series';
import { dayStart, HALF_HOUR_S, HALF_HOURS_A_DAY, halfHoursBetween, type Instant } from '@hub/domain/time';
import { Inject, Injectable } from '@nestjs/common';
import type { ServerConfig } from '../config/config';
import { CONFIG, DATABASE } from '../ports/ports';
import { HalfHourSeries } from '../series/half-hour-series';
import { SHARING } from './sharing';

/** Half-hours of all members that are shared in one piece: bounds the memory of a first run to some hundred megabytes. */
const MEMBER_HALF_HOURS = 4_000_000;

export interface SharingResult {
  readonly from: Instant;
  readonly end: Instant;
  /** Member-half-hours that were shared. */
  readonly shared: number;
}

/** A household with its series. */
interface Sharer {
  readonly joined: Instant;
  readonly left: Instant | undefined;
  readonly use: number;
  readonly estimated: number;
  readonly hydro: number;
}

interface ClubSeries {
  readonly generation: number;
  readonly consumption: number;
  readonly shared: number;
  readonly completeness: number;
}

/**
 * Shares the generation among the members, from the first half-hour whose readings changed to the newest reading of the generator or of
 * a member. What is due is forgotten only when its results are on the disk, and a result that is already there is not written again: a
 * run can be cut off anywhere and repeated.
 */
@Injectable()
export class SharingService {
  constructor(
    @Inject(DATABASE) private readonly database: CommunityDatabase,
    private readonly series: HalfHourSeries,
    @Inject(CONFIG) private readonly config: ServerConfig,
  ) {}

  /** Do what is due; undefined when nothing is. */
  async run(): Promise<SharingResult | undefined> {
    const due = await this.database.due(SHARING);
    if (due === undefined) return undefined;
    const club = await this.clubSeries();
    const sharers: Sharer[] = [];
    for (const member of await this.database.members()) sharers.push(await this.sharer(member));
    const end = Math.max(
      0,
      ...[club.generation, ...sharers.map(({ use }) => use)].map((id) => this.series.end(id) ?? 0),
    );
    if (end <= due.from) return undefined;
    const step = Math.max(Math.floor(MEMBER_HALF_HOURS / Math.max(sharers.length, 1)), HALF_HOURS_A_DAY) * HALF_HOUR_S;
    for (let from = due.from; from < end; from += step) {
      await this.share({ from, end: Math.min(from + step, end) }, club, sharers);
    }
    await this.series.flush();
    await this.database.settled(SHARING, due);
    return { from: due.from, end, shared: windowLength({ from: due.from, end }) * sharers.length };
  }

  private async share(window: Window, club: ClubSeries, sharers: readonly Sharer[]): Promise<void> {
    const present = sharers.filter((sharer) => this.takesPart(sharer, window));
    const parts: WindowPart[] = [];
    for (const sharer of present) parts.push(await this.use(sharer, window));
    const generation = await this.generation(club.generation, window);
    const count = windowLength(window);
    const { hydro, consumption, shared, completeness } = shareWindow(window.from, count, generation, parts);
    for (const [at, sharer] of present.entries()) {
      await this.store(sharer.estimated, window, parts[at]?.wh, sharer.joined);
      await this.store(sharer.hydro, window, hydro[at], sharer.joined);
    }
    const start = this.series.start(club.generation) ?? window.from;
    await this.store(club.consumption, window, consumption, start);
    await this.store(club.shared, window, shared, start);
    await this.store(club.completeness, window, completeness, start);
  }

  /** Members with readings take part. One that left does so until its results after its last day are gone. */
  private takesPart({ use, estimated, joined, left }: Sharer, { from, end }: Window): boolean {
    if (this.series.start(use) === undefined || joined >= end) return false;
    return left === undefined || left > from || (this.series.end(estimated) ?? 0) > left;
  }

  private async use({ use, joined, left }: Sharer, window: Window): Promise<WindowPart> {
    const read = await this.readAll(use, window);
    if (read !== undefined && joined <= window.from && (left === undefined || left >= window.end)) return read;
    const near = await this.readNear(use, window);
    const compare = comparedBy(near.wh) === 'weeks' ? 'weeks' : comparedBy((await this.series.all(use)).wh);
    return estimatedUse(near, window, this.config.timeZone, { joined, left }, compare);
  }

  /** Undefined in a club without a generator. */
  private async generation(id: number, window: Window): Promise<WindowPart | undefined> {
    if (this.config.club.generators.length === 0) return undefined;
    const read = await this.readAll(id, window);
    return read ?? estimatedGeneration(await this.readNear(id, window), window, this.config.timeZone);
  }

  /** A window of which everything was read; undefined where something was not. */
  private async readAll(id: number, window: Window): Promise<WindowPart | undefined> {
    const { wh } = await this.series.read(id, window.from, windowLength(window));
    return wh.some((value) => Number.isNaN(value)) ? undefined : { wh, estimated: new Uint8Array(wh.length) };
  }

  /** The readings that estimates of a window can rest on: work does not grow with the length of a history. */
  private async readNear(id: number, window: Window): Promise<HalfHours> {
    const first = this.series.start(id) ?? window.from;
    const start = Math.max(first, window.from - ESTIMATE_REACH_S);
    const end = Math.min(this.series.end(id) ?? 0, window.end + ESTIMATE_REACH_S);
    return this.series.read(id, start, halfHoursBetween(start, end));
  }

  /** What is missing now replaces what was known: a membership may have ended, a reading may belong to another household. */
  private async store(id: number, { from }: Window, wh: Float64Array | undefined, start: Instant): Promise<void> {
    await this.series.keep(id, Math.min(start, from));
    this.series.write(id, await this.series.changes(id, { start: from, wh: wh ?? new Float64Array() }, 'replaces'));
  }

  private async sharer({ id, joinedDay, leftDay }: Member): Promise<Sharer> {
    const zone = this.config.timeZone;
    const { firstDay } = this.config.club;
    return {
      joined: dayStart(joinedDay < firstDay ? firstDay : joinedDay, zone),
      left: leftDay === null ? undefined : dayStart(leftDay, zone),
      ...(await this.idsOf(id, ['use', 'estimated', 'hydro'])),
    };
  }

  private clubSeries(): Promise<ClubSeries> {
    return this.idsOf(CLUB, ['generation', 'consumption', 'shared', 'completeness']);
  }

  private async idsOf<Kind extends SeriesKind>(
    memberId: number,
    kinds: readonly Kind[],
  ): Promise<Record<Kind, number>> {
    const keys = await this.database.series(memberId, kinds);
    return Object.fromEntries(keys.map(({ kind, id }) => [kind, id])) as Record<Kind, number>;
  }
}
