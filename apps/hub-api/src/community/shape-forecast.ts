import type { ClubForecast } from '@hub/contracts';
import { marginalPencePerKWh, SIGNAL_LOAD_WH } from '@hub/domain/community';
import { bandAt, type Tariff } from '@hub/domain/tariff';
import { HALF_HOUR_S, halfHourStart, type Instant, localTime } from '@hub/domain/time';

type Slot = ClubForecast['slots'][number];

/** A settled day of the club: kWh of each half-hour from local midnight on, NaN where not known. */
export interface DayShape {
  readonly start: Instant;
  readonly generationKWh: Float32Array;
  readonly consumptionKWh: Float32Array;
}

export interface ShapeInputs {
  readonly now: Instant;
  readonly zone: string;
  readonly tariff: Tariff;
  /** The last settled day; null: none, so that only prices are known. */
  readonly day: DayShape | null;
  /** The gateway's signal for the half-hour that starts then, where it has one. */
  readonly signal: (time: Instant) => number | undefined;
}

const HORIZON = 96;

/**
 * What a hub can say of the next two days by itself: the prices of the bands, and that a day goes like the last one whose
 * half-hours are known, by the wall clock. A clock time that the last day did not have is not known.
 */
export function shapeForecast(inputs: ShapeInputs): ClubForecast {
  const { now, zone, day } = inputs;
  const shape = day && byMinute(day, zone);
  const first = halfHourStart(now);
  const slots = Array.from({ length: HORIZON }, (_, slot) => slotAt(first + slot * HALF_HOUR_S, shape, inputs));
  const knowsGeneration = slots.some(({ generationW }) => generationW !== null);
  return {
    madeAt: now,
    intervalS: HALF_HOUR_S,
    generationBasis: knowsGeneration ? 'last-day' : 'none',
    demandBasis: slots.some(({ demandW }) => demandW !== null) ? 'any-day' : null,
    slots,
  };
}

type Shape = ReadonlyMap<number, { readonly generationKWh: number; readonly consumptionKWh: number }>;

function slotAt(time: Instant, shape: Shape | null, { zone, tariff, signal }: ShapeInputs): Slot {
  const { band } = bandAt(tariff, time, zone);
  const like = shape?.get(minuteOf(time, zone));
  const prices = {
    hydroPencePerKWh: band.generationPencePerKWh,
    importPencePerKWh: band.importPencePerKWh,
  };
  const generationWh = (like?.generationKWh ?? NaN) * 1000;
  const demandWh = (like?.consumptionKWh ?? NaN) * 1000;
  const reckoned = Number.isNaN(demandWh)
    ? band.importPencePerKWh
    : marginalPencePerKWh({ generationWh, demandWh, prices }, SIGNAL_LOAD_WH);
  return {
    time,
    band: band.name,
    generationW: powerOf(generationWh),
    demandW: powerOf(demandWh),
    ...prices,
    marginalPencePerKWh: signal(time) ?? reckoned,
  };
}

function byMinute({ start, generationKWh, consumptionKWh }: DayShape, zone: string): Shape {
  const shape = new Map<number, { generationKWh: number; consumptionKWh: number }>();
  const count = Math.max(generationKWh.length, consumptionKWh.length);
  for (let slot = 0; slot < count; slot++) {
    const minute = minuteOf(start + slot * HALF_HOUR_S, zone);
    // Of an hour that came twice the first one counts.
    if (!shape.has(minute))
      shape.set(minute, { generationKWh: generationKWh[slot] ?? NaN, consumptionKWh: consumptionKWh[slot] ?? NaN });
  }
  return shape;
}

function minuteOf(time: Instant, zone: string): number {
  const { hour, minute } = localTime(time, zone);
  return hour * 60 + minute;
}

const powerOf = (wh: number): number | null => (Number.isNaN(wh) ? null : Math.round(wh * 2));
