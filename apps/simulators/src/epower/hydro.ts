import { HALF_HOUR_S } from '@hub/domain/time';
import { chance } from './chance';
import { rainMmPerHour } from './weather';

/** A 50 kW turbine: its most in a half-hour. */
export const TURBINE_MAX_WH = 25_000;
/** Below this the turbine stands still. */
const TURBINE_MIN_WH = 1500;
/** The stream has forgotten how wet it was after these many half-hours. */
const SPIN_UP = 30 * 48;

/**
 * Half-hours of the club's turbine in watt-hours from `start`. The catchment is one of its own (a quick hillside beside a slow bog, an
 * efficiency curve, a day of upkeep now and then), unlike the model the server forecasts with: a forecast tested against
 * itself would always be right.
 */
export function turbineSeries(start: number, count: number): Float64Array {
  const series = new Float64Array(count);
  let hillside = 0;
  let bog = 12;
  for (let slot = -SPIN_UP; slot < count; slot += 1) {
    const time = start + slot * HALF_HOUR_S;
    const rain = rainMmPerHour(time) / 2;
    hillside += rain * 0.65;
    bog += rain * 0.35;
    const flow = hillside * 0.045 + bog * 0.0016;
    hillside *= 1 - 0.045;
    bog *= 1 - 0.0016;
    if (slot >= 0)
      series[slot] = upkeep(time) ? 0 : power(flow * (0.97 + 0.06 * chance(Math.floor(time / HALF_HOUR_S), 9)));
  }
  return series;
}

function power(flow: number): number {
  const wh = Math.min(flow * 130_000 * (flow < 0.05 ? 0.8 : 1), TURBINE_MAX_WH);
  return wh < TURBINE_MIN_WH ? 0 : Math.round(wh);
}

/** Six hours of upkeep from 9:00 UTC on about one day in sixty. */
function upkeep(time: number): boolean {
  const day = Math.floor(time / 86_400);
  const hour = (time % 86_400) / 3600;
  return chance(day, 11) < 1 / 60 && hour >= 9 && hour < 15;
}
