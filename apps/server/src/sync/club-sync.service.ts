import { CLUB, type CommunityDatabase, type Member } from '@hub/adapters/server-database';
import { EpowerClient, EpowerError } from '@hub/adapters/epower';
import { type Revised, REVISIONS } from '@hub/domain/community';
import { calendarDay, type CalendarDay, shiftDay } from '@hub/domain/time';
import { mapBounded } from '@hub/nest-http';
import { Inject, Injectable } from '@nestjs/common';
import type { ServerConfig } from '../config/config';
import { type Clock, CLOCK, CONFIG, DATABASE } from '../ports/ports';
import { HalfHourSeries } from '../series/half-hour-series';
import { SHARING } from '../sharing/sharing';
import { type Source, SourceSync, type SourceResult } from './source-sync';

/** Sources that are asked at once: quick enough for a club, and no burden to a small settlement server. */
const AT_ONCE = 4;
/** A household that left is asked for this long: its last days come late, and its key may end. */
const AFTER_LEAVING_DAYS = 60;

export interface SyncResult {
  /** The generator and the members that were asked. */
  readonly sources: number;
  readonly requests: number;
  readonly changed: number;
  /** Rows and cells of the answers that could not be used. */
  readonly rejected: number;
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
    const today = calendarDay(this.clock(), this.config.timeZone);
    const [listed] = await Promise.allSettled([this.keepMembers(today)]);
    const members = (await this.database.members()).filter((member) => isAsked(member, today));
    const revised = await this.database.revised();
    const again = await this.database.wantedAgain();
    const sources = [
      ...(this.config.club.generators.length === 0 ? [] : [await this.generator(today, revised)]),
      ...(await Promise.all(members.map((member) => this.member(member, today, revised)))),
    ];
    const results = await mapBounded(sources, AT_ONCE, async (source) => {
      const result = await this.sync.run(source, again);
      await this.noteRevised(source, result);
      return result;
    });
    if (results.every(({ status }, at) => status === 'fulfilled' || sources[at]?.hasLeft === true))
      await this.database.fetchedAgain(again.map(({ id }) => id));
    return summed(sources, [listed, ...results]);
  }

  private async keepMembers(today: CalendarDay): Promise<SourceResult> {
    const { members, rejected } = await this.epower.members();
    const rows = members.map(({ joined, ...member }) => ({ ...member, joinedDay: joined }));
    // A list with rows that cannot be read is no reason to end a membership; nor is one that lacks half of the club.
    const known = rejected === 0 ? [] : (await this.database.members()).filter(({ leftDay }) => leftDay === null);
    const unlisted = known.filter(({ mpan }) => !rows.some((row) => row.mpan === mpan));
    const credible = await this.database.keepMembers([...rows, ...unlisted.map(listedAgain)], today);
    return { requests: 1, changed: 0, rejected: rejected + (credible ? 0 : 1), revised: [] };
  }

  private async generator(today: CalendarDay, revised: ReadonlyMap<number, Revised>): Promise<ClubSource> {
    const { firstDay } = this.config.club;
    const newestDay = shiftDay(today, -1);
    const seriesId = await this.seriesOf(CLUB, 'generation');
    return {
      ...{
        seriesId,
        firstDay,
        newestDay,
        estimated: false,
        hasLeft: false,
        revised: revised.get(seriesId) ?? new Map(),
      },
      fetch: (from, to) => this.epower.generationHistory(from, to),
    };
  }

  private async member(
    { id, token, joinedDay, leftDay }: Member,
    today: CalendarDay,
    revised: ReadonlyMap<number, Revised>,
  ): Promise<ClubSource> {
    const { firstDay } = this.config.club;
    const seriesId = await this.seriesOf(id, 'use');
    return {
      seriesId,
      firstDay: joinedDay < firstDay ? firstDay : joinedDay,
      newestDay: shiftDay(leftDay !== null && leftDay < today ? leftDay : today, -1),
      estimated: true,
      hasLeft: leftDay !== null,
      revised: revised.get(seriesId) ?? new Map(),
      fetch: (from, to) => this.epower.memberHistory(token, from, to),
    };
  }

  private async seriesOf(memberId: number, kind: 'use' | 'generation'): Promise<number> {
    const [key] = await this.database.series(memberId, [kind]);
    if (key === undefined) throw new Error(`no ${kind} series of ${memberId}`);
    return key.id;
  }

  /** The first time, the next look at each window is spread over its days, so that members are not all asked on one. */
  private async noteRevised({ seriesId, newestDay, revised }: Source, result: SourceResult): Promise<void> {
    const asked = REVISIONS.filter(({ days }) => result.revised.includes(days)).map(({ days, everyDays }) => {
      const early = revised.has(days) ? 0 : seriesId % everyDays;
      return [days, shiftDay(newestDay, -early)] as const;
    });
    await this.database.setRevised(seriesId, new Map(asked));
  }
}

interface ClubSource extends Source {
  readonly hasLeft: boolean;
}

const isAsked = ({ leftDay }: Member, today: CalendarDay): boolean =>
  leftDay === null || shiftDay(leftDay, AFTER_LEAVING_DAYS) > today;

const listedAgain = ({ mpan, token, name, joinedDay }: Member) => ({ mpan, token, name, joinedDay });

function summed(sources: readonly ClubSource[], results: readonly PromiseSettledResult<SourceResult>[]): SyncResult {
  const failed: Record<string, number> = {};
  const total = { requests: 0, changed: 0, rejected: 0 };
  for (const [at, result] of results.entries()) {
    if (result.status === 'fulfilled') {
      total.requests += result.value.requests;
      total.changed += result.value.changed;
      total.rejected += result.value.rejected;
    } else if (sources[at - 1]?.hasLeft !== true) {
      // The key of a household that left may end with its membership: that is no fault.
      const code = result.reason instanceof EpowerError ? result.reason.code : 'SERVER_FAULT';
      failed[code] = (failed[code] ?? 0) + 1;
    }
  }
  return { sources: sources.length, ...total, failed };
}
