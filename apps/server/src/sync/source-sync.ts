import type { EpowerAnswer } from '@hub/adapters/epower';
import {
  type DayRange,
  dueRevisions,
  firstAffected,
  gapsSince,
  layDay,
  type Revised,
  type RevisionDays,
  wantedRanges,
} from '@hub/domain/community';
import type { HalfHours } from '@hub/domain/series';
import {
  type CalendarDay,
  calendarDay,
  dayEnd,
  dayStart,
  HALF_HOUR_S,
  halfHoursBetween,
  type Instant,
} from '@hub/domain/time';
import type { HalfHourSeries } from '../series/half-hour-series';

/** One series that is fetched: where it is kept, from which day on, and how to ask for days of it. */
export interface Source {
  readonly seriesId: number;
  readonly firstDay: CalendarDay;
  /** Newest day that can be settled: yesterday, or the last day of a membership. */
  readonly newestDay: CalendarDay;
  /** What is made of a gap by other readings has to be made again when those change. */
  readonly estimated: boolean;
  readonly revised: Revised;
  fetch(from: CalendarDay, to: CalendarDay): Promise<EpowerAnswer>;
}

export interface SourceResult {
  readonly requests: number;
  /** Half-hours that are new or were corrected. */
  readonly changed: number;
  /** Rows and cells of the answers that could not be used. */
  readonly rejected: number;
  /** Windows of revision that were asked for. */
  readonly revised: readonly RevisionDays[];
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

  /** Ask for everything up to the newest day. Rejects with the source's own error; what came before that is kept. */
  async run(source: Source, again: readonly DayRange[]): Promise<SourceResult> {
    const { seriesId, firstDay, newestDay, revised } = source;
    await this.series.keep(seriesId, dayStart(firstDay, this.zone));
    const nextDay = calendarDay(this.series.end(seriesId) ?? dayStart(firstDay, this.zone), this.zone);
    const since = gapsSince(newestDay);
    const firstGap = await this.firstGap(seriesId, since < firstDay ? firstDay : since, nextDay);
    const ranges = wantedRanges({ firstDay, newestDay, nextDay, firstGap, revised, again });
    let changed = 0;
    let rejected = 0;
    for (const range of ranges) {
      const answer = await source.fetch(range.from, range.to);
      rejected += answer.rejected;
      changed += await this.store(source, this.lay(range, answer));
    }
    return { requests: ranges.length, changed, rejected, revised: dueRevisions(revised, newestDay) };
  }

  private async store({ seriesId, estimated }: Source, days: HalfHours): Promise<number> {
    const points = await this.series.changes(seriesId, days);
    const [first] = points;
    if (first === undefined) return 0;
    const from = estimated ? firstAffected(await this.series.all(seriesId), first.time, this.zone) : first.time;
    await this.changing(from);
    this.series.write(seriesId, points);
    await this.series.flush();
    return points.length;
  }

  /** Lay days end to end on the half-hours of UTC: a day starts at its own midnight and has 46, 48 or 50 of them. */
  private lay({ from, to }: DayRange, { days }: EpowerAnswer): HalfHours {
    const start = dayStart(from, this.zone);
    const wh = new Float64Array(halfHoursBetween(start, dayEnd(to, this.zone))).fill(NaN);
    for (const { day, wh: cells } of days)
      wh.set(layDay(day, cells, this.zone), halfHoursBetween(start, dayStart(day, this.zone)));
    return { start, wh };
  }

  private async firstGap(seriesId: number, since: CalendarDay, nextDay: CalendarDay): Promise<CalendarDay | undefined> {
    const start = dayStart(since, this.zone);
    const { wh } = await this.series.read(seriesId, start, halfHoursBetween(start, dayStart(nextDay, this.zone)));
    const gap = wh.findIndex((value) => Number.isNaN(value));
    return gap === -1 ? undefined : calendarDay(start + gap * HALF_HOUR_S, this.zone);
  }
}
