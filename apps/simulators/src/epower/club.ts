import { type CalendarDay, dayStart, HALF_HOUR_S, halfHoursOfDay } from '@hub/domain/time';
import type { Home } from './homes';
import { turbineSeries } from './hydro';
import { memberSeries } from './resample';

export const LONDON = 'Europe/London';

export interface ClubOptions {
  readonly members: number;
  readonly firstDay: CalendarDay;
}

/** A member as the settlement server lists it. */
export interface ClubMember {
  readonly number: number;
  readonly mpan: string;
  readonly token: string;
  readonly name: string;
}

/** The settled half-hours of a club, each a function of its day alone: what was answered once is answered again. */
export class Club {
  readonly members: readonly ClubMember[];
  private turbine: Float64Array = new Float64Array();

  constructor(
    private readonly homes: readonly Home[],
    readonly options: ClubOptions,
  ) {
    this.members = Array.from({ length: options.members }, (_, number) => ({
      number,
      mpan: String(2_300_000_000_000 + number),
      token: `home${String(number + 1).padStart(3, '0')}`,
      name: `Tŷ ${number + 1}`,
    }));
  }

  /** Use of one member on one day, watt-hours from local midnight; NaN where the recording has a gap. */
  memberDay(member: ClubMember, day: CalendarDay): Float64Array {
    return memberSeries(this.homes, member.number, dayStart(day, LONDON), halfHoursOfDay(day, LONDON));
  }

  /** Output of the turbine on one day, watt-hours from local midnight. */
  generationDay(day: CalendarDay): Float64Array {
    const start = dayStart(this.options.firstDay, LONDON);
    const from = (dayStart(day, LONDON) - start) / HALF_HOUR_S;
    const to = from + halfHoursOfDay(day, LONDON);
    // The stream remembers: always calculated from the club's first day, so that a day does not depend on who asks.
    if (this.turbine.length < to) this.turbine = turbineSeries(start, to + 480);
    return this.turbine.slice(from, to);
  }

  /** Use of the whole club on one day; a gap of a member counts as nothing, as in the settlement server's own sum. */
  communityDay(day: CalendarDay): Float64Array {
    const sum = new Float64Array(halfHoursOfDay(day, LONDON));
    for (const member of this.members) {
      for (const [slot, wh] of this.memberDay(member, day).entries()) {
        if (!Number.isNaN(wh)) sum[slot] = (sum[slot] ?? 0) + wh;
      }
    }
    return sum;
  }
}
