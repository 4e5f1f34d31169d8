import type { ClockTime, Label } from '@hub/domain/planner';
import type { CalendarDay } from '@hub/domain/time';

/** What is to be done before each deadline. */
export type Task =
  | { readonly kind: 'minutes'; readonly minutes: number }
  | { readonly kind: 'energy'; readonly wh: number }
  | { readonly kind: 'charge'; readonly capacityWh: number; readonly fromPercent: number; readonly toPercent: number }
  | { readonly kind: 'profile'; readonly phases: readonly (readonly [minutes: number, watts: number])[] };

/** What the device does when the work is done. */
export type OnCompletion = 'off' | 'on';

/** A household's rule for one device. */
export interface Schedule {
  readonly deviceId: number;
  readonly task: Task;
  /** Watts while on; with a profile it is not used. */
  readonly powerW: number;
  readonly interruptible: boolean;
  readonly minOnMinutes: number;
  readonly minOffMinutes: number;
  readonly maxStarts: number | null;
  /** Pence a kWh; null: any price. */
  readonly ceilingPence: number | null;
  /** Local time of day before which it does not start; null: any. */
  readonly earliest: ClockTime | null;
  /** Ready-by times of seven days, Monday first; all empty with `once`. */
  readonly week: readonly (readonly ClockTime[])[];
  readonly once: { readonly date: CalendarDay; readonly time: ClockTime } | null;
  /** What a bank holiday counts as: 1 to 7, 0 = no run, null = an ordinary day. */
  readonly holidayAs: number | null;
  readonly pauseUntil: CalendarDay | null;
  readonly skip: readonly Label[];
  readonly prefer: 'early' | 'late';
  /** Minutes that the work is done before the deadline when that costs no work. */
  readonly reserveMinutes: number;
  /** Start up to ten minutes after a price edge, so that not every home starts in the same second. */
  readonly spreadStart: boolean;
  readonly onCompletion: OnCompletion;
}

/** Share of the energy that a charger loses on the way into the battery, in thousandths. */
export const CHARGE_LOSS_PERMILLE = 100;

/** Energy from the socket that lifts a battery from one state of charge to another, whole Wh, never below 0. */
export function chargeWh(capacityWh: number, fromPercent: number, toPercent: number): number {
  const stored = (capacityWh * Math.max(0, toPercent - fromPercent)) / 100;
  return Math.ceil((stored * 1000) / (1000 - CHARGE_LOSS_PERMILLE));
}
