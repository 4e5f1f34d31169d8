import { CLUB, type CommunityDatabase, type SeriesKind } from '@hub/adapters/server-database';
import type { HealthCheck, ServerHealth } from '@hub/contracts';
import { DAY_S, HALF_HOUR_S } from '@hub/domain/time';
import { Inject, Injectable } from '@nestjs/common';
import type { ServerConfig } from '../config/config';
import { type Clock, CLOCK, CONFIG, DATABASE } from '../ports/ports';
import { HalfHourSeries } from '../series/half-hour-series';

/** Settled readings are a day or two old, and over a long weekend four. */
const OLD_S = 5 * DAY_S;
const LATE_S = 7 * DAY_S;

export type DataAge = ServerHealth['data'];

/** How old the newest readings are. A source that answers, but with nothing new, shows here and nowhere else. */
@Injectable()
export class DataAgeService {
  constructor(
    @Inject(DATABASE) private readonly database: CommunityDatabase,
    private readonly series: HalfHourSeries,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: ServerConfig,
  ) {}

  async age(): Promise<DataAge> {
    const members = (await this.database.members()).filter(({ leftDay }) => leftDay === null);
    const ages: (number | null)[] = [];
    for (const { id } of members) ages.push(await this.ageOf(id, 'use'));
    const known = ages.filter((age) => age !== null);
    return {
      generationAgeS: this.config.club.generators.length === 0 ? null : await this.ageOf(CLUB, 'generation'),
      useAgeS: known.length === 0 ? null : Math.min(...known),
      members: members.length,
      membersLate: ages.filter((age) => age === null || age > LATE_S).length,
    };
  }

  /** What is wrong with the data, as far as their age and the last round tell. */
  check(age: DataAge, rejected: number): HealthCheck {
    const faults = [
      tooOld('the generator', age.generationAgeS),
      tooOld('the members', age.useAgeS),
      age.membersLate * 2 > age.members ? `${age.membersLate} of ${age.members} members have no reading of a week` : '',
      rejected > 0 ? `${rejected} rows or values of the last round could not be used` : '',
    ].filter((fault) => fault !== '');
    return faults.length === 0 ? { status: 'ok' } : { status: 'degraded', detail: faults.join('; ') };
  }

  private async ageOf(memberId: number, kind: SeriesKind): Promise<number | null> {
    const [key] = await this.database.series(memberId, [kind]);
    const last = key && this.series.end(key.id);
    // A series is made with a missing half-hour at its first day.
    if (last === undefined || last === this.firstEnd(key?.id ?? 0)) return null;
    return Math.max(0, Math.floor(this.clock() - last));
  }

  private firstEnd(id: number): number | undefined {
    const start = this.series.start(id);
    return start === undefined ? undefined : start + HALF_HOUR_S;
  }
}

function tooOld(what: string, ageS: number | null): string {
  return ageS === null || ageS <= OLD_S ? '' : `the newest reading of ${what} is ${Math.floor(ageS / DAY_S)} days old`;
}
