import type { Query } from '@hub/domain/series';

/** A series as a list of values, NaN where it is not known. */
export interface NaiveFeed {
  readonly startTime: number;
  readonly intervalS: number;
  readonly values: readonly number[];
}

type Row = readonly [number, number | null];
const DAY_S = 86_400;
const QUARTER_S = 900;
const HOUR_S = 3600;
const FROM = Date.UTC(2022, 11, 1) / 1000;
const TO = Date.UTC(2026, 1, 1) / 1000;

/** Local midnights as somebody finds them who only has a clock on the wall: the first quarter of an hour of each date. */
class WallClock {
  private readonly days: { readonly time: number; readonly date: string }[] = [];

  constructor(zone: string) {
    const format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' });
    let before = '';
    for (let time = FROM; time < TO; time += QUARTER_S) {
      const date = format.format(time * 1000);
      if (before !== '' && date !== before) this.days.push({ time, date });
      before = date;
    }
  }

  /** Starts of periods from the one that emoncms begins with on. */
  starts(start: number, interval: Query['interval']): number[] {
    const today = this.days.findLastIndex(({ time }) => time <= start);
    const year = this.days[today]?.date.slice(0, 4) ?? '';
    const month = this.days[today]?.date.slice(0, 7) ?? '';
    const from = {
      daily: () => today,
      weekly: () => today,
      monthly: () => this.days.findIndex(({ date }) => date.startsWith(month)),
      annual: () => this.days.findIndex(({ date }) => date.startsWith(year)),
    }[interval as 'daily']();
    return this.days.slice(from).flatMap(({ time, date }) => (isStart(date, interval) ? [time] : []));
  }

  /** Where the last period of a difference ends. */
  endAfter(end: number, interval: Query['interval']): number {
    const tomorrow = this.days.findIndex(({ time }) => time > end);
    // A week from a Sunday on needs the Monday after the next.
    const from = interval === 'weekly' ? tomorrow + 1 : tomorrow;
    return this.days.slice(from).find(({ date }) => isStart(date, interval))?.time ?? NaN;
  }
}

function isStart(date: string, interval: Query['interval']): boolean {
  if (interval === 'weekly') return new Date(`${date}T12:00:00Z`).getUTCDay() === 1;
  if (interval === 'monthly') return date.endsWith('-01');
  return interval === 'annual' ? date.endsWith('-01-01') : true;
}

const clocks = new Map<string, WallClock>();

function clockOf(zone: string): WallClock {
  let clock = clocks.get(zone);
  if (clock === undefined) clocks.set(zone, (clock = new WallClock(zone)));
  return clock;
}

/** The rows of a query, each by itself from its definition, as slowly as that is. */
export function naiveRows(feed: NaiveFeed, query: Query): Row[] {
  const { intervalS, values, startTime } = feed;
  const times = rowTimes(feed, query);
  const isFine = typeof query.interval === 'string' ? query.interval === 'original' : times.stepS <= intervalS;
  const last = { time: startTime + (values.length - 1) * intervalS, value: values.at(-1) ?? NaN };
  const valueAt = (row: number): number => {
    const [time, next] = [times.all[row] ?? NaN, times.all[row + 1] ?? NaN];
    if (query.average === true && !isFine) return meanBetween(feed, time, next);
    return query.delta === true && times.stepS >= HOUR_S ? totalAt(feed, time) : pointAt(feed, time);
  };
  let rows = times.all.slice(0, -1).map((time, row): readonly [number, number] => [time, valueAt(row)]);
  if (query.delta === true) {
    rows = rows.slice(0, -1).map(([time, value], row) => {
      const [nextTime, known] = rows[row + 1] ?? [NaN, NaN];
      const next = Number.isNaN(known) && time < last.time && last.time <= nextTime ? last.value : known;
      return [time, next - value];
    });
  }
  if (query.skipMissing === true) rows = rows.filter(([, value]) => !Number.isNaN(value));
  return rows.map(([time, value]) => [time, Number.isNaN(value) ? null : value]);
}

/** Times of the rows and, behind them, the end of the last one. */
function rowTimes({ intervalS }: NaiveFeed, query: Query): { readonly all: number[]; readonly stepS: number } {
  const { start, end, interval, delta, timezone = 'UTC' } = query;
  if (typeof interval === 'string' && interval !== 'original') {
    const clock = clockOf(timezone);
    const last = delta === true ? clock.endAfter(end, interval) : end;
    const starts = clock.starts(start, interval);
    const count = starts.filter((time) => time <= last).length;
    return { all: starts.slice(0, count + 1), stepS: DAY_S };
  }
  const asked = interval === 'original' ? intervalS : interval;
  const stepS =
    interval !== 'original' && query.limitInterval === true
      ? Math.round(Math.max(asked, intervalS) / intervalS) * intervalS
      : asked;
  const last = delta === true ? Math.floor(end / asked) * asked + asked : end;
  const all = [start];
  while ((all.at(-1) ?? 0) <= last) all.push((all.at(-1) ?? 0) + stepS);
  return { all, stepS };
}

function pointAt({ startTime, intervalS, values }: NaiveFeed, time: number): number {
  const isInside = time >= startTime && time <= startTime + (values.length - 1) * intervalS;
  return isInside ? (values[Math.floor((time - startTime) / intervalS)] ?? NaN) : NaN;
}

/** A total stands where it was last read, within a quarter of an hour. */
function totalAt(feed: NaiveFeed, time: number): number {
  const { startTime, intervalS, values } = feed;
  if (!(time >= startTime && time <= startTime + (values.length - 1) * intervalS)) return NaN;
  const index = Math.floor((time - startTime) / intervalS);
  const earliest = Math.max(0, index - Math.floor(QUARTER_S / intervalS));
  return values.slice(earliest, index + 1).findLast((value) => !Number.isNaN(value)) ?? NaN;
}

/** Points count whole, from the slot that holds `time` on to before the one that holds `next`. */
function meanBetween({ startTime, intervalS, values }: NaiveFeed, time: number, next: number): number {
  let [sum, count] = [0, 0];
  values.forEach((value, index) => {
    const isIn =
      index >= Math.floor((time - startTime) / intervalS) && index < Math.floor((next - startTime) / intervalS);
    if (!isIn || Number.isNaN(value)) return;
    sum += value;
    count += 1;
  });
  return count === 0 ? NaN : sum / count;
}
