import { HALF_HOUR_S, halfHourStart, type Instant } from '@hub/domain/time';
import type { Home } from '../epower/homes';
import { LIVE_S, spreadHalfHour } from './spread';

/** Whole weeks keep the days of the week; 52 of them keep the season to a day or two a year. */
const CYCLE_SLOTS = 52 * 7 * 48;
const HALF_CYCLE_SLOTS = CYCLE_SLOTS / 2;
/** When the simulated meter was fitted with its registers at zero: 1 January 2021, UTC. */
const FITTED: Instant = 1_609_459_200;
const SECONDS_PER_HOUR = 3600;

/** A home's meter as it would read at an instant; the first 52 weeks of the recording are repeated for ever. */
export class Replay {
  private readonly whBefore: Float64Array;
  private readonly firstSlot: number;
  private readonly whAtFitting: number;
  private shape: { readonly slot: number; readonly watts: Float64Array } | undefined;

  /** @throws Error when the recording is shorter than 52 weeks. */
  constructor(
    private readonly home: Home,
    private readonly seed: number,
  ) {
    if (home.wh.length < CYCLE_SLOTS) throw new Error(`${home.name} is shorter than the 52 weeks that are repeated`);
    this.whBefore = new Float64Array(CYCLE_SLOTS + 1);
    for (let slot = 0; slot < CYCLE_SLOTS; slot++) {
      const wh = home.wh[slot] ?? NaN;
      this.whBefore[slot + 1] = (this.whBefore[slot] ?? 0) + (Number.isNaN(wh) ? 0 : wh);
    }
    // A home of the other half of the globe is half a year out of step with the seasons here.
    this.firstSlot = home.start / HALF_HOUR_S + (home.southern ? HALF_CYCLE_SLOTS : 0);
    this.whAtFitting = this.whUntil(FITTED);
  }

  /** Watt-hours of the half-hour from `start` on; undefined where the recording has a gap. */
  halfHourWh(start: Instant): number | undefined {
    const wh = this.home.wh[this.place(start).slot] ?? NaN;
    return Number.isNaN(wh) ? undefined : wh;
  }

  /** Power of the 10 s that hold `instant`; undefined where the recording has a gap. */
  powerW(instant: Instant): number | undefined {
    return this.watts(halfHourStart(instant))?.[Math.floor((instant % HALF_HOUR_S) / LIVE_S)];
  }

  /** The import register, kWh to the watt-hour: never falls, and over a half-hour rises by its energy exactly. */
  importKWh(instant: Instant): number {
    const watts = this.watts(halfHourStart(instant));
    const begun = watts?.subarray(0, Math.floor((instant % HALF_HOUR_S) / LIVE_S)) ?? new Float64Array();
    const wattSeconds = begun.reduce((sum, value) => sum + value * LIVE_S, 0);
    const wh = this.whUntil(halfHourStart(instant)) - this.whAtFitting + Math.floor(wattSeconds / SECONDS_PER_HOUR);
    return wh / 1000;
  }

  private watts(start: Instant): Float64Array | undefined {
    const { slot } = this.place(start);
    const wh = this.halfHourWh(start);
    if (wh === undefined) return undefined;
    if (this.shape?.slot !== slot) this.shape = { slot, watts: spreadHalfHour(wh, this.seed, slot) };
    return this.shape.watts;
  }

  private whUntil(start: Instant): number {
    const { cycle, slot } = this.place(start);
    return cycle * (this.whBefore[CYCLE_SLOTS] ?? 0) + (this.whBefore[slot] ?? 0);
  }

  private place(start: Instant): { readonly cycle: number; readonly slot: number } {
    const slots = start / HALF_HOUR_S - this.firstSlot;
    const cycle = Math.floor(slots / CYCLE_SLOTS);
    return { cycle, slot: slots - cycle * CYCLE_SLOTS };
  }
}
