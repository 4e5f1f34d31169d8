import { HALF_HOUR_S } from '@hub/domain/time';
import { chance, pick } from '../epower/chance';

/** Distance between two live readings, seconds. */
export const LIVE_S = 10;
export const LIVE_PER_HALF_HOUR = HALF_HOUR_S / LIVE_S;
/** 1 Wh is so many watts held for one live interval. */
const WATTS_PER_WH = 3600 / LIVE_S;

interface Appliance {
  readonly powerW: number;
  /** Length of one run in live intervals. */
  readonly length: number;
  /** Intervals between two runs of its thermostat within the half-hour; 0: it runs once. */
  readonly pause: number;
}

// Largest first: what a half-hour holds is filled like a bag, with what still fits.
const APPLIANCES: readonly Appliance[] = [
  { powerW: 8500, length: 30, pause: 0 }, // shower
  { powerW: 2100, length: 90, pause: 0 }, // washing machine heating
  { powerW: 2200, length: 12, pause: 18 }, // oven
  { powerW: 2800, length: 18, pause: 0 }, // kettle
  { powerW: 900, length: 18, pause: 0 }, // toaster
  { powerW: 95, length: 60, pause: 0 }, // fridge
  { powerW: 60, length: 120, pause: 0 }, // television
];
const BASE_SHARE = 0.35;
const NOISE_SHARE = 0.06;
const LARGEST_RUNS = 3;

/**
 * Watts of each 10 s of a half-hour whose energy is `wh` (whole watt-hours): a wavering base load and appliances that
 * switch on and off. The sum of watts times 10 s is the half-hour's energy exactly. The same keys give the same shape.
 */
export function spreadHalfHour(wh: number, ...keys: readonly number[]): Float64Array {
  const total = wh * WATTS_PER_WH;
  const watts = new Float64Array(LIVE_PER_HALF_HOUR);
  let left = total * (1 - BASE_SHARE);
  for (const [kind, appliance] of APPLIANCES.entries()) {
    for (let run = 0; run < LARGEST_RUNS; run++) {
      const slots = slotsOf(appliance, ...keys, kind, run);
      const energy = slots.length * appliance.powerW;
      if (energy > left || chance(...keys, kind, run, 1) < 0.25) break;
      for (const slot of slots) watts[slot] = (watts[slot] ?? 0) + appliance.powerW;
      left -= energy;
    }
  }
  addBase(watts, total * BASE_SHARE + left, keys);
  return whole(watts);
}

function slotsOf({ length, pause }: Appliance, ...keys: readonly number[]): number[] {
  const slots: number[] = [];
  const room = LIVE_PER_HALF_HOUR - length;
  const first = pick(pause === 0 ? room + 1 : pause + 1, ...keys, 2);
  for (let start = first; start <= room; start += length + pause) {
    for (let slot = start; slot < start + length; slot++) slots.push(slot);
    if (pause === 0) break;
  }
  return slots;
}

function addBase(watts: Float64Array, energy: number, keys: readonly number[]): void {
  const weights = watts.map((_, slot) => 1 + NOISE_SHARE * (chance(...keys, slot, 3) - 0.5));
  const sum = weights.reduce((before, weight) => before + weight, 0);
  for (const [slot, weight] of weights.entries()) watts[slot] = (watts[slot] ?? 0) + (energy * weight) / sum;
}

/** Whole watts with the same sum: what rounding takes from one interval the next one gets. */
function whole(watts: Float64Array): Float64Array {
  let exact = 0;
  let given = 0;
  return watts.map((value) => {
    exact += value;
    const rounded = Math.round(exact) - given;
    given += rounded;
    return rounded;
  });
}
