import { CLUB, type CommunityDatabase, type SeriesKind } from '@hub/adapters/database';
import { HALF_HOUR_S, type Instant } from '@hub/domain/time';
import { Inject, Injectable } from '@nestjs/common';
import type { ServerConfig } from '../config/config';
import { CONFIG, DATABASE } from '../ports/ports';
import { HalfHourSeries } from '../series/half-hour-series';
import { estimatedUse, shareWindow, type Window, windowLength } from './share-window';

/** Name of the sharing in the table of what is due. */
export const SHARING = 'sharing';

/** Half-hours of all members that are shared in one piece: bounds the memory of a first run to some hundred megabytes. */
const MEMBER_HALF_HOURS = 4_000_000;

export interface SharingResult {
  readonly from: Instant;
  readonly end: Instant;
  /** Member-half-hours that were shared. */
  readonly shared: number;
}

/**
 * Shares the generation among the members, from the first half-hour whose readings changed to the newest reading of the
 * generator. What is due is forgotten only when its results are on the disk, and a result that is already there is not
 * written again: a run can be cut off anywhere and repeated.
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
    const [generation] = await this.database.series(CLUB, ['generation']);
    const members = await this.database.members();
    const end = await this.end(generation?.id ?? 0, members);
    if (due === undefined || generation === undefined || end <= due.from) return undefined;
    const step = Math.max(Math.floor(MEMBER_HALF_HOURS / Math.max(members.length, 1)), 48) * HALF_HOUR_S;
    for (let from = due.from; from < end; from += step) {
      await this.share({ from, end: Math.min(from + step, end) }, generation.id, members);
    }
    await this.series.flush();
    await this.database.settled(SHARING, due);
    return { from: due.from, end, shared: windowLength({ from: due.from, end }) * members.length };
  }

  /** What can be shared ends with the generator's readings; without a generator, with the newest reading of anyone. */
  private async end(generationId: number, members: readonly { readonly id: number }[]): Promise<Instant> {
    if (this.config.club.generators.length > 0) return this.series.end(generationId) ?? 0;
    const ids = await Promise.all(members.map(async ({ id }) => (await this.memberSeries(id)).use));
    return Math.max(0, ...ids.map((id) => this.series.end(id) ?? 0));
  }

  private async share(
    window: Window,
    generationId: number,
    members: readonly { readonly id: number }[],
  ): Promise<void> {
    const { wh: generation } = await this.series.read(generationId, window.from, windowLength(window));
    const kept: { readonly ids: MemberSeries; readonly use: Float64Array }[] = [];
    for (const { id } of members) {
      const ids = await this.memberSeries(id);
      const readings = await this.series.all(ids.use);
      if (readings.wh.length === 0) continue;
      await this.series.keep(ids.estimated, readings.start);
      await this.series.keep(ids.hydro, readings.start);
      kept.push({ ids, use: estimatedUse(readings, window, this.config.timeZone) });
    }
    const { hydro, consumption, shared } = shareWindow(
      window.from,
      generation,
      kept.map(({ use }) => use),
    );
    for (const [member, { ids, use }] of kept.entries()) {
      await this.store(ids.estimated, window.from, use);
      await this.store(ids.hydro, window.from, hydro[member] ?? new Float64Array());
    }
    await this.storeClub({ consumption, shared }, window.from);
  }

  private async storeClub(
    club: { readonly consumption: Float64Array; readonly shared: Float64Array },
    from: Instant,
  ): Promise<void> {
    const start = this.series.start((await this.database.series(CLUB, ['generation']))[0]?.id ?? 0) ?? from;
    for (const { id, kind } of await this.database.series(CLUB, ['consumption', 'shared'])) {
      await this.series.keep(id, Math.min(start, from));
      await this.store(id, from, kind === 'shared' ? club.shared : club.consumption);
    }
  }

  private async store(id: number, start: Instant, wh: Float64Array): Promise<void> {
    this.series.write(id, await this.series.changes(id, { start, wh }));
  }

  private async memberSeries(memberId: number): Promise<MemberSeries> {
    const kinds = ['use', 'estimated', 'hydro'] as const satisfies readonly SeriesKind[];
    const keys = await this.database.series(memberId, kinds);
    const idOf = (kind: SeriesKind): number => keys.find((key) => key.kind === kind)?.id ?? 0;
    return { use: idOf('use'), estimated: idOf('estimated'), hydro: idOf('hydro') };
  }
}

interface MemberSeries {
  readonly use: number;
  readonly estimated: number;
  readonly hydro: number;
}
