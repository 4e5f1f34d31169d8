import { CLUB, type CommunityDatabase, type Member } from '@hub/adapters/database';
import { mapBounded } from '@hub/nest-http';
import { calendarDay, type CalendarDay, shiftDay } from '@hub/domain/time';
import { Inject, Injectable } from '@nestjs/common';
import type { ServerConfig } from '../config/config';
import { EpowerClient } from '../epower/epower-client';
import { EpowerError } from '../epower/epower-error';
import { type Clock, CLOCK, CONFIG, DATABASE } from '../ports/ports';
import { HalfHourSeries } from '../series/half-hour-series';
import { SHARING } from '../sharing/sharing.service';
import { type Source, SourceSync, type SourceResult } from './source-sync';

/** Sources that are asked at once: quick enough for a club, and no burden to a small settlement server. */
const AT_ONCE = 4;

export interface SyncResult {
  /** The generator and the members that were asked. */
  readonly sources: number;
  readonly requests: number;
  readonly changed: number;
  /** How many sources failed, by the code of their error. */
  readonly failed: Readonly<Record<string, number>>;
}

/** Brings every series of the club up to date with the settlement server. One source that fails does not stop the others. */
@Injectable()
export class ClubSyncService {
  private readonly sync: SourceSync;

  constructor(
    private readonly epower: EpowerClient,
    @Inject(DATABASE) private readonly database: CommunityDatabase,
    series: HalfHourSeries,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: ServerConfig,
  ) {
    this.sync = new SourceSync(series, config.timeZone, (from) => database.makeDue(SHARING, from));
  }

  /** Give up what is being asked; `run` ends soon after, and what it stored stays. */
  stop(): void {
    this.epower.stop();
  }

  async run(): Promise<SyncResult> {
    const newestDay = shiftDay(calendarDay(this.clock(), this.config.timeZone), -1);
    const [listed] = await Promise.allSettled([this.keepMembers()]);
    const members = await this.database.members();
    const own = this.config.club.generators.length === 0 ? [] : [await this.generator()];
    const sources = [...own, ...(await Promise.all(members.map((member) => this.member(member))))];
    const results = await mapBounded(sources, AT_ONCE, (source) => this.sync.run(source, newestDay));
    return summed(sources.length, [listed, ...results]);
  }

  private async keepMembers(): Promise<SourceResult> {
    const members = await this.epower.members();
    const rows = members.map(({ joined, ...member }) => ({ ...member, joinedDay: joined }));
    if (rows.length > 0) await this.database.keepMembers(rows);
    return { requests: 1, changed: 0 };
  }

  private async generator(): Promise<Source> {
    return this.source(CLUB, 'generation', this.config.club.firstDay, (from, to) =>
      this.epower.generationHistory(from, to),
    );
  }

  private async member({ id, token, joinedDay }: Member): Promise<Source> {
    const { firstDay } = this.config.club;
    const since = joinedDay < firstDay ? firstDay : joinedDay;
    return this.source(id, 'use', since, (from, to) => this.epower.memberHistory(token, from, to));
  }

  private async source(
    memberId: number,
    kind: 'use' | 'generation',
    firstDay: CalendarDay,
    fetch: Source['fetch'],
  ): Promise<Source> {
    const [key] = await this.database.series(memberId, [kind]);
    if (key === undefined) throw new Error(`no ${kind} series of ${memberId}`);
    return { seriesId: key.id, firstDay, fetch };
  }
}

function summed(sources: number, results: readonly PromiseSettledResult<SourceResult>[]): SyncResult {
  const failed: Record<string, number> = {};
  let requests = 0;
  let changed = 0;
  for (const result of results) {
    if (result.status === 'rejected') {
      const code = result.reason instanceof EpowerError ? result.reason.code : 'SERVER_FAULT';
      failed[code] = (failed[code] ?? 0) + 1;
    } else {
      requests += result.value.requests;
      changed += result.value.changed;
    }
  }
  return { sources, requests, changed, failed };
}
