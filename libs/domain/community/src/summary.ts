import type { CalendarDay } from '@hub/domain/time';
import type { SettlementDay } from './settlement-day';

/**
 * A millionth of a penny. Watt-hours times thousandths of a penny a kWh are whole millionths, so sums of any length are exact and
 * money is rounded once, where it is shown.
 */
export type Micropence = number;

export interface BandSum {
  readonly useWh: number;
  /** Part of `useWh` that the club's generator covered. */
  readonly hydroWh: number;
  /** Without VAT. */
  readonly hydroCost: Micropence;
  readonly importCost: Micropence;
}

/** Use and cost of a member, or of the whole club, over some days. */
export interface Summary<Name extends string = string> {
  readonly bands: Readonly<Partial<Record<Name, BandSum>>>;
  readonly days: number;
  /** Without VAT. */
  readonly standingCharge: Micropence;
  /** On energy and standing charge, at each day's own rate. */
  readonly vat: Micropence;
  /** What the same use would have cost at the reference price, without VAT. */
  readonly referenceCost: Micropence;
  /** Half-hours without a reading: their use is in no sum. */
  readonly missing: number;
}

export interface DaySummary<Name extends string = string> extends Summary<Name> {
  readonly day: CalendarDay;
}

export const NO_USE: Summary<never> = { bands: {}, days: 0, standingCharge: 0, vat: 0, referenceCost: 0, missing: 0 };

const NOTHING: BandSum = { useWh: 0, hydroWh: 0, hydroCost: 0, importCost: 0 };

/**
 * Cost one day of one member. `useWh` and `hydroWh` hold the day's half-hours from local midnight, in whole watt-hours; a
 * half-hour where either is missing (NaN) is counted as missing and costs nothing.
 */
export function summariseDay<Name extends string>(
  settlement: SettlementDay<Name>,
  useWh: Float64Array,
  hydroWh: Float64Array,
): DaySummary<Name> {
  const { day, bands: bandOf, tariff } = settlement;
  const bands: Partial<Record<Name, BandSum>> = {};
  let missing = 0;
  let cost = 0;
  let used = 0;
  for (const [slot, { name, generationPencePerKWh, importPencePerKWh }] of bandOf.entries()) {
    const use = useWh[slot] ?? NaN;
    const hydro = hydroWh[slot] ?? NaN;
    if (Number.isNaN(use + hydro)) {
      missing += 1;
      continue;
    }
    const half = {
      useWh: use,
      hydroWh: hydro,
      hydroCost: hydro * milli(generationPencePerKWh),
      importCost: (use - hydro) * milli(importPencePerKWh),
    };
    bands[name] = addBands(bands[name] ?? NOTHING, half);
    cost += half.hydroCost + half.importCost;
    used += use;
  }
  const standingCharge = milli(tariff.weekday.standingChargePencePerDay) * 1000;
  const vat = ((cost + standingCharge) * tariff.vatPermille) / 1000;
  return {
    day,
    bands,
    days: 1,
    standingCharge,
    vat,
    referenceCost: used * milli(tariff.referencePencePerKWh),
    missing,
  };
}

/** Add up summaries: days of a month, or members of a club. `days` adds up too: member-days, when members are added. */
export function sumSummaries<Name extends string>(summaries: Iterable<Summary<Name>>): Summary<Name> {
  let total: Summary<Name> = NO_USE;
  for (const next of summaries) total = addSummaries(total, next);
  return total;
}

function addSummaries<Name extends string>(a: Summary<Name>, b: Summary<Name>): Summary<Name> {
  const bands: Partial<Record<Name, BandSum>> = { ...a.bands };
  for (const name in b.bands) bands[name] = addBands(bands[name] ?? NOTHING, b.bands[name] ?? NOTHING);
  return {
    bands,
    days: a.days + b.days,
    standingCharge: a.standingCharge + b.standingCharge,
    vat: a.vat + b.vat,
    referenceCost: a.referenceCost + b.referenceCost,
    missing: a.missing + b.missing,
  };
}

function addBands(a: BandSum, b: BandSum): BandSum {
  return {
    useWh: a.useWh + b.useWh,
    hydroWh: a.hydroWh + b.hydroWh,
    hydroCost: a.hydroCost + b.hydroCost,
    importCost: a.importCost + b.importCost,
  };
}

/** All bands together. */
export function total(summary: Summary): BandSum {
  return Object.values(summary.bands).reduce<BandSum>((sum, band) => addBands(sum, band ?? NOTHING), NOTHING);
}

/** The bill in pence with standing charge and VAT, rounded once, to the penny. */
export function billPence(summary: Summary): number {
  const { hydroCost, importCost } = total(summary);
  return Math.round((hydroCost + importCost + summary.standingCharge + summary.vat) / 1_000_000);
}

function milli(pence: number): number {
  return Math.round(pence * 1000);
}
