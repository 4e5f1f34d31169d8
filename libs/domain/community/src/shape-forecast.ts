import { bandPriceAt, type DatedTariff } from '@hub/domain/tariff';
import { HALF_HOUR_S, halfHourStart, type Instant, minuteOfDay } from '@hub/domain/time';
import { hydroShare, marginalPencePerKWh } from './shaper';

/** A settled day of the club: kWh of each half-hour from local midnight on, NaN where not known. */
export interface DayShape {
  readonly start: Instant;
  readonly generationKWh: Float32Array;
  readonly consumptionKWh: Float32Array;
}

export interface ShapeInputs {
  readonly now: Instant;
  readonly zone: string;
  readonly tariffs: readonly DatedTariff[];
  /** The last settled day; null: none, so that only prices are known. */
  readonly day: DayShape | null;
  /** The gateway's signal for the half-hour that starts then, where it has one: pence a kWh. */
  readonly signal: (time: Instant) => number | undefined;
}

/** A half-hour as a hub knows it by itself; null where it does not. */
export interface ShapeSlot {
  readonly time: Instant;
  readonly band: string;
  readonly generationW: number | null;
  readonly demandW: number | null;
  readonly hydroPencePerKWh: number | null;
  readonly importPencePerKWh: number | null;
  readonly hydroShare: number | null;
  readonly marginalPencePerKWh: number | null;
}

export interface ShapeForecast {
  readonly madeAt: Instant;
  readonly intervalS: number;
  readonly generationBasis: 'last-day' | 'none';
  readonly demandBasis: 'any-day' | null;
  readonly slots: ShapeSlot[];
}

const HORIZON = 96;

/**
 * What a hub can say of the next two days by itself: the prices of the bands, and that a day goes like the last one whose
 * half-hours are known, by the wall clock. A clock time that the last day did not have is not known.
 */
export function shapeForecast(inputs: ShapeInputs): ShapeForecast {
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

function slotAt(time: Instant, shape: Shape | null, { zone, tariffs, signal }: ShapeInputs): ShapeSlot {
  const like = shape?.get(minuteOfDay(time, zone));
  const generationWh = (like?.generationKWh ?? NaN) * 1000;
  const demandWh = (like?.consumptionKWh ?? NaN) * 1000;
  const power = { generationW: powerOf(generationWh), demandW: powerOf(demandWh) };
  const band = bandPriceAt(tariffs, time, zone)?.band;
  if (band === undefined) return { time, band: 'none', ...power, ...NO_PRICE };
  const prices = { hydroPencePerKWh: band.generationPencePerKWh, importPencePerKWh: band.importPencePerKWh };
  const told = signal(time);
  const share = told === undefined ? undefined : shareIn(told, prices);
  const own = share ?? (Number.isNaN(demandWh) ? 0 : hydroShare({ generationWh, demandWh }));
  return {
    time,
    band: band.name,
    ...power,
    ...prices,
    hydroShare: own,
    marginalPencePerKWh: told ?? marginalPencePerKWh(own, prices),
  };
}

const NO_PRICE = { hydroPencePerKWh: null, importPencePerKWh: null, hydroShare: null, marginalPencePerKWh: null };

/** The share of hydro that makes a price; undefined where any share does. */
function shareIn(
  pence: number,
  { hydroPencePerKWh, importPencePerKWh }: { readonly hydroPencePerKWh: number; readonly importPencePerKWh: number },
): number | undefined {
  const span = importPencePerKWh - hydroPencePerKWh;
  return span === 0 ? undefined : Math.min(Math.max((importPencePerKWh - pence) / span, 0), 1);
}

function byMinute({ start, generationKWh, consumptionKWh }: DayShape, zone: string): Shape {
  const shape = new Map<number, { generationKWh: number; consumptionKWh: number }>();
  const count = Math.max(generationKWh.length, consumptionKWh.length);
  for (let slot = 0; slot < count; slot++) {
    const minute = minuteOfDay(start + slot * HALF_HOUR_S, zone);
    // Of an hour that came twice the first one counts.
    if (!shape.has(minute))
      shape.set(minute, { generationKWh: generationKWh[slot] ?? NaN, consumptionKWh: consumptionKWh[slot] ?? NaN });
  }
  return shape;
}

const powerOf = (wh: number): number | null => (Number.isNaN(wh) ? null : Math.round(wh * 2));
