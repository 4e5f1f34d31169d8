import { HALF_HOUR_S } from '@hub/domain/time';
import { type Rating } from '@hub/domain/community';
import { formatClock } from '../format/clock';
import { shortWeekdayText } from '../format/day';
import { dayOf } from '../format/soon';
import { formatPrice } from '../format/money';
import { type PartKind, partKind } from '../names/part';
import { type PlanRow } from '../plan-lane/plan-row';
import { linear, niceTicks } from '../scale/scale';
import { planBars, type PlanBars, ROW_HEIGHT, rowsIn } from './strip-plans';
import { type StripSlot } from './strip-slot';
import { powerPaths, type PowerPaths } from './strip-power';

export interface StripRequest {
  readonly slots: readonly StripSlot[];
  readonly nowS: number;
  readonly width: number;
  readonly height: number;
  readonly letter: number;
  /** What is planned for the household's devices; their lane is there only while something is. */
  readonly plans?: readonly PlanRow[];
}

/** A lane from `top` to `bottom`, pixels. */
export interface Lane {
  readonly top: number;
  readonly bottom: number;
}

/** One band's stretch in the price lane, with what a unit costs in it. `text` is empty where it would not fit. */
export interface BandSpan {
  readonly x: number;
  readonly width: number;
  readonly kind: PartKind;
  readonly text: string;
}

/** One half-hour in the signal lane: the better, the higher. */
export interface SignalBar {
  readonly x: number;
  readonly width: number;
  readonly y: number;
  readonly height: number;
  readonly rating: Rating;
}

export interface TimeMark {
  readonly at: number;
  readonly text: string;
  /** Midnight: a new day, by its name. */
  readonly day: boolean;
}

/** The strip in pixels: lanes on one time axis. */
export interface StripGeometry {
  readonly left: number;
  readonly right: number;
  readonly price: Lane;
  readonly signal: Lane;
  readonly plan: Lane | undefined;
  readonly power: Lane;
  readonly bands: readonly BandSpan[];
  readonly hydroMarks: readonly { readonly x: number; readonly width: number }[];
  readonly bars: readonly SignalBar[];
  readonly runs: PlanBars;
  readonly paths: PowerPaths;
  readonly powerMarks: readonly { readonly at: number; readonly text: string }[];
  readonly timeMarks: readonly TimeMark[];
  readonly nowX: number;
}

/** Heights and widths in letter heights. */
const PRICE_HEIGHT = 1.9;
const SIGNAL_HEIGHT = 2.6;
const LANE_GAP = 2.1;
const TIME_HEIGHT = 2;
const GUTTER = 3.4;
const DIGIT = 0.62;
const TIME_MARK = 4.6;
const LEVELS: Readonly<Record<Rating, number>> = { good: 1, fair: 0.58, poor: 0.24 };
const POWER_STEPS = 3;
const LEAST_POWER_W = 10_000;

/** Lays the half-hours out. They are in order and follow each other; there is at least one. */
export function layOutStrip({ slots, nowS, width, height, letter, plans = [] }: StripRequest): StripGeometry {
  const startS = slots[0]?.time ?? nowS;
  const endS = (slots.at(-1)?.time ?? nowS) + HALF_HOUR_S;
  const left = GUTTER * letter;
  const right = width - 1;
  const x = linear(startS, endS, left, right);
  const price = laneAt(LANE_GAP * letter, PRICE_HEIGHT * letter);
  const signal = laneAt(price.bottom + LANE_GAP * letter, SIGNAL_HEIGHT * letter);
  const rows = rowsIn(plans, startS, endS);
  const plan =
    rows.length === 0 ? undefined : laneAt(signal.bottom + LANE_GAP * letter, rows.length * ROW_HEIGHT * letter);
  const powerTop = (plan ?? signal).bottom + LANE_GAP * letter;
  const power: Lane = { top: powerTop, bottom: Math.max(height - TIME_HEIGHT * letter, powerTop + letter) };
  const ticks = powerTicks(slots);
  const y = linear(0, ticks.at(-1) ?? LEAST_POWER_W, power.bottom, power.top);
  return {
    left,
    right,
    price,
    signal,
    plan,
    power,
    bands: bandSpans(slots, x, letter),
    hydroMarks: hydroMarks(slots, x),
    bars: slots.flatMap((slot) => (slot.rating ? [signalBar(slot.time, slot.rating, signal, x)] : [])),
    runs: planBars(rows, { top: plan?.top ?? 0, letter, left, right, x }),
    paths: powerPaths(slots, x, y, power.bottom),
    powerMarks: ticks.map((tickW) => ({ at: y(tickW), text: `${tickW / 1_000}` })),
    timeMarks: timeMarks(slots, x, (right - left) / (TIME_MARK * letter)),
    nowX: x(Math.min(endS, Math.max(startS, nowS))),
  };
}

function laneAt(top: number, height: number): Lane {
  return { top, bottom: top + height };
}

function powerTicks(slots: readonly StripSlot[]): readonly number[] {
  const powers = slots.flatMap((slot) => [slot.generationW ?? 0, slot.demandW ?? 0]);
  return niceTicks(0, Math.max(LEAST_POWER_W, ...powers), POWER_STEPS);
}

function bandSpans(slots: readonly StripSlot[], x: (timeS: number) => number, letter: number): readonly BandSpan[] {
  const spans: StripSlot[][] = [];
  for (const slot of slots) {
    const span = spans.at(-1);
    if (span?.[0]?.band === slot.band) span.push(slot);
    else spans.push([slot]);
  }
  return spans.map((span) => {
    const startX = x(span[0]?.time ?? 0);
    const width = x((span.at(-1)?.time ?? 0) + HALF_HOUR_S) - startX;
    const text = pricesText(span);
    const fits = width > (text.length + 2) * DIGIT * letter;
    return { x: startX, width, kind: partKind(span[0]?.band ?? ''), text: fits ? text : '' };
  });
}

/** The price of a unit in these half-hours: one figure, or from the least to the most. */
function pricesText(slots: readonly StripSlot[]): string {
  const known = slots.flatMap(({ marginalPencePerKWh }) => (marginalPencePerKWh === null ? [] : [marginalPencePerKWh]));
  if (known.length === 0) return '';
  const [low, high] = [Math.min(...known), Math.max(...known)];
  if (high - low < 0.05) return formatPrice(low);
  const [from, to] = [Math.round(low), Math.round(high)];
  return from === to ? `${from}` : `${from}–${to}`;
}

/** The half-hours in which a unit costs less than its band says, because some of it is hydro. */
function hydroMarks(slots: readonly StripSlot[], x: (timeS: number) => number): StripGeometry['hydroMarks'] {
  return slots.flatMap(({ time, importPencePerKWh: bought, marginalPencePerKWh: pays }) =>
    bought !== null && pays !== null && pays < bought - 0.05
      ? [{ x: x(time), width: x(time + HALF_HOUR_S) - x(time) }]
      : [],
  );
}

function signalBar(time: number, rating: Rating, lane: Lane, x: (timeS: number) => number): SignalBar {
  const height = (lane.bottom - lane.top) * LEVELS[rating];
  return { x: x(time), width: x(time + HALF_HOUR_S) - x(time), y: lane.bottom - height, height, rating };
}

/** Marks at hours of the house's clock, as close as they fit. */
function timeMarks(slots: readonly StripSlot[], x: (timeS: number) => number, room: number): readonly TimeMark[] {
  const step = [1, 2, 3, 4, 6, 12].find((hours) => slots.length / 2 / hours <= room) ?? 24;
  return slots.flatMap(({ time }, index) => {
    const clock = formatClock(time);
    const hour = Number(clock.slice(0, 2));
    if (!clock.endsWith(':00') || hour % step !== 0 || index === 0) return [];
    const day = hour === 0;
    return [{ at: x(time), text: day ? shortWeekdayText(dayOf(time)) : clock, day }];
  });
}
