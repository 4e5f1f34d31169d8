import { HALF_HOUR_S } from '@hub/domain/time';

/** How a catchment turns rain into half-hours of a turbine. Fitted per generator; see `HYDRO_100KW` for the form. */
export interface Catchment {
  /** Residence time of each store the water passes, first to last, in seconds. */
  readonly residenceS: readonly number[];
  /** Rain above this, in mm an hour, runs off past the weir. */
  readonly rainLimitMmPerHour: number;
  /** Energy of one millimetre that reaches the turbine. */
  readonly whPerMm: number;
  /** What springs and the lake give in dry weather: the turbine's least half-hour. */
  readonly minWh: number;
  /** The turbine's most in a half-hour. */
  readonly maxWh: number;
}

/** Water in each store of the catchment, mm, in the order of `residenceS`. */
export type Wetness = readonly number[];

/**
 * A mountain stream with a turbine of about 100 kW. The three residence times (7.4 h, 3.5 h, 33 min) and the least and
 * greatest half-hour are those of the original Bethesda forecast.
 */
export const HYDRO_100KW: Catchment = {
  residenceS: [26_667, 12_500, 2000],
  rainLimitMmPerHour: 5,
  whPerMm: 32_000,
  minWh: 10_000,
  maxWh: 49_000,
};

/** A catchment with no rain in it. */
export function dryCatchment(catchment: Catchment): Wetness {
  return catchment.residenceS.map(() => 0);
}

export interface HydroStep {
  readonly wetness: Wetness;
  readonly generationWh: number;
}

/** One half-hour of rain: the wetness after it and what the turbine makes of the water that leaves. */
export function hydroStep(catchment: Catchment, wetness: Wetness, rainMmPerHour: number): HydroStep {
  const { wetness: next, flowMm } = flowStep(catchment, wetness, rainMmPerHour);
  const generationWh = Math.round(catchment.minWh + flowMm * catchment.whPerMm);
  return { wetness: next, generationWh: Math.min(generationWh, catchment.maxWh) };
}

/**
 * One half-hour of rain through a cascade of linear stores (what flows out of one falls into the next).
 *
 * Each store is solved exactly for a constant inflow, so the step is stable for any residence time, and its outflow is what
 * came in less what stayed, so no water is made or lost. Missing rain (NaN) counts as dry.
 */
function flowStep(catchment: Catchment, wetness: Wetness, rainMmPerHour: number): { wetness: Wetness; flowMm: number } {
  const rain = Number.isNaN(rainMmPerHour) ? 0 : Math.min(Math.max(rainMmPerHour, 0), catchment.rainLimitMmPerHour);
  let flowMm = (rain * HALF_HOUR_S) / 3600;
  const next = catchment.residenceS.map((residenceS, store) => {
    const before = wetness[store] ?? 0;
    const kept = Math.exp(-HALF_HOUR_S / residenceS);
    const after = before * kept + flowMm * (residenceS / HALF_HOUR_S) * (1 - kept);
    flowMm += before - after;
    return after;
  });
  return { wetness: next, flowMm };
}

/**
 * Half-hours of generation from half-hours of rain (mm an hour). Begin some days before the first wanted half-hour: the
 * catchment starts dry, and after three residence times of the slowest store its start no longer shows.
 */
export function hydroFromRain(catchment: Catchment, rainMmPerHour: readonly number[]): number[] {
  let wetness = dryCatchment(catchment);
  return rainMmPerHour.map((rain) => {
    const step = hydroStep(catchment, wetness, rain);
    wetness = step.wetness;
    return step.generationWh;
  });
}

/** Half-hours that a fit needs before it is trusted. */
const FIT_LEAST = 7 * 48;

/**
 * Fit a catchment's energy per millimetre and its dry-weather flow to settled half-hours, by least squares; `rainMmPerHour` and
 * `generationWh` begin together. Half-hours at the turbine's limits say nothing about the water and are left out. Returns
 * the catchment unchanged when there is too little to learn from, or when more rain seems to give less.
 */
export function fitCatchment(
  catchment: Catchment,
  rainMmPerHour: readonly number[],
  generationWh: Float64Array,
): Catchment {
  let wetness = dryCatchment(catchment);
  const sums = { count: 0, flow: 0, wh: 0, flowFlow: 0, flowWh: 0 };
  for (const [slot, wh] of generationWh.entries()) {
    const step = flowStep(catchment, wetness, rainMmPerHour[slot] ?? NaN);
    wetness = step.wetness;
    if (Number.isNaN(wh) || wh <= 0 || wh >= catchment.maxWh) continue;
    sums.count += 1;
    sums.flow += step.flowMm;
    sums.wh += wh;
    sums.flowFlow += step.flowMm * step.flowMm;
    sums.flowWh += step.flowMm * wh;
  }
  const spread = sums.count * sums.flowFlow - sums.flow * sums.flow;
  const whPerMm = (sums.count * sums.flowWh - sums.flow * sums.wh) / spread;
  if (sums.count < FIT_LEAST || !(whPerMm > 0)) return catchment;
  const minWh = (sums.wh - whPerMm * sums.flow) / sums.count;
  return { ...catchment, whPerMm, minWh: Math.min(Math.max(minWh, 0), catchment.maxWh) };
}
