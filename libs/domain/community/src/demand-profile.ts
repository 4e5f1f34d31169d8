/** Where a half-hour falls in the club's own week: 0 = Sunday, and the half-hour of the local day by the clock on the wall. */
export interface WeekSlot {
  readonly weekday: number;
  readonly halfHour: number;
}

/** How a forecast value was found, from best to worst, so that a page can say it. */
export type ProfileSource = 'weekday' | 'day-kind' | 'any-day';

export interface ProfileValue {
  readonly wh: number;
  readonly source: ProfileSource;
}

interface Mean {
  sum: number;
  count: number;
}

const HALF_HOURS = 48;
const isWeekend = (weekday: number): boolean => weekday === 0 || weekday === 6;

/**
 * Typical use by weekday and half-hour. Feed it the settled half-hours of some weeks (`learn`), then ask for any half-hour
 * to come. A slot that its own weekday never had is answered by the mean of working days or of weekends, then of all days;
 * with no history at all the answer is undefined, which is not zero.
 *
 * Slots are local clock time, so the profile keeps its evening peak at tea-time across a clock change.
 */
export class DemandProfile {
  private readonly weekday = new Map<number, Mean>();
  private readonly kind = new Map<number, Mean>();
  private readonly any = new Map<number, Mean>();

  learn(slot: WeekSlot, wh: number): void {
    if (Number.isNaN(wh)) return;
    add(this.weekday, slot.weekday * HALF_HOURS + slot.halfHour, wh);
    add(this.kind, Number(isWeekend(slot.weekday)) * HALF_HOURS + slot.halfHour, wh);
    add(this.any, slot.halfHour, wh);
  }

  at(slot: WeekSlot): ProfileValue | undefined {
    return (
      answer(this.weekday, slot.weekday * HALF_HOURS + slot.halfHour, 'weekday') ??
      answer(this.kind, Number(isWeekend(slot.weekday)) * HALF_HOURS + slot.halfHour, 'day-kind') ??
      answer(this.any, slot.halfHour, 'any-day')
    );
  }
}

function add(means: Map<number, Mean>, key: number, wh: number): void {
  const mean = means.get(key);
  if (mean === undefined) means.set(key, { sum: wh, count: 1 });
  else {
    mean.sum += wh;
    mean.count += 1;
  }
}

function answer(means: Map<number, Mean>, key: number, source: ProfileSource): ProfileValue | undefined {
  const mean = means.get(key);
  return mean && { wh: Math.round(mean.sum / mean.count), source };
}
