import type { EpowerDay } from '@hub/contracts';
import type { HalfHours } from '@hub/domain/series';
import {
  type CalendarDay,
  calendarDay,
  dayStart,
  HALF_HOUR_S,
  halfHoursOfDay,
  type Instant,
  shiftDay,
} from '@hub/domain/time';
import type { HalfHourSeries } from '../series/half-hour-series';
import { type DayRange, gapsSince, wantedRanges } from './wanted';

/** One series that is fetched: where it is kept, from which day on, and how to ask for days of it. */
export interface Source {
  readonly seriesId: number;
  readonly firstDay: CalendarDay;
  fetch(from: CalendarDay, to: CalendarDay): Promise<readonly EpowerDay[]>;
}

export interface SourceResult {
  readonly requests: number;
  /** Half-hours that are new or were corrected. */
  readonly changed: number;
}

/**
 * Brings one series up to date. What is missing is read from the series itself, so a run that was cut off at any point goes
 * on where it was, and a run with nothing to do asks nothing.
 */
export class SourceSync {
  /**
   * @param changing told, before half-hours are stored, from which time on: what is made of them has to be made again even when
   *   the power goes between the two.
   */
  constructor(
    private readonly series: HalfHourSeries,
    private readonly zone: string,
    private readonly changing: (from: Instant) => Promise<void>,
  ) {}

  /** Ask for everything up to `newestDay`. Rejects with the source's own error; what came before that is kept. */
  async run(source: Source, newestDay: CalendarDay): Promise<SourceResult> {
    const { seriesId, firstDay } = source;
    await this.series.keep(seriesId, dayStart(firstDay, this.zone));
    const nextDay = calendarDay(this.series.end(seriesId) ?? dayStart(firstDay, this.zone), this.zone);
    const since = gapsSince(newestDay);
    const firstGap = await this.firstGap(seriesId, since < firstDay ? firstDay : since, nextDay);
    const ranges = wantedRanges({ firstDay, newestDay, nextDay, firstGap });
    let changed = 0;
    for (const range of ranges) changed += await this.store(seriesId, range, await source.fetch(range.from, range.to));
    return { requests: ranges.length, changed };
  }

  private async store(seriesId: number, range: DayRange, days: readonly EpowerDay[]): Promise<number> {
    const points = await this.series.changes(seriesId, this.lay(range, days));
    const [first] = points;
    if (first === undefined) return 0;
    await this.changing(first.time);
    this.series.write(seriesId, points);
    await this.series.flush();
    return points.length;
  }

  /** Lay days end to end on the half-hours of UTC: a day starts at its own midnight and has 46, 48 or 50 of them. */
  private lay({ from, to }: DayRange, days: readonly EpowerDay[]): HalfHours {
    const start = dayStart(from, this.zone);
    const wh = new Float64Array((dayStart(shiftDay(to, 1), this.zone) - start) / HALF_HOUR_S).fill(NaN);
    for (const { day, wh: values } of days) {
      const offset = (dayStart(day, this.zone) - start) / HALF_HOUR_S;
      for (const [slot, value] of values.slice(0, halfHoursOfDay(day, this.zone)).entries())
        wh[offset + slot] = value ?? NaN;
    }
    return { start, wh };
  }

  private async firstGap(seriesId: number, since: CalendarDay, nextDay: CalendarDay): Promise<CalendarDay | undefined> {
    const start = dayStart(since, this.zone);
    const count = Math.max((dayStart(nextDay, this.zone) - start) / HALF_HOUR_S, 0);
    const { wh } = await this.series.read(seriesId, start, count);
    const gap = wh.findIndex((value) => Number.isNaN(value));
    return gap === -1 ? undefined : calendarDay(start + gap * HALF_HOUR_S, this.zone);
  }
}
