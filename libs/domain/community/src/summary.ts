import { bandsOn, type TariffBand } from '@hub/domain/tariff';
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
  /** Half-hours whose use is not known: it is in no sum. */
  readonly missing: number;
  /** Half-hours in the sums whose use is an estimate. */
  readonly estimated: number;
}

export interface DaySummary<Name extends string = string> extends Summary<Name> {
  readonly day: CalendarDay;
  /** The bands as the tariff of this very day had them, from local midnight on. */
  readonly bandStarts: readonly Pick<TariffBand<Name>, 'name' | 'startMinute'>[];
}

export const NO_USE: Summary<never> = {
  bands: {},
  days: 0,
  standingCharge: 0,
  vat: 0,
  referenceCost: 0,
  missing: 0,
  estimated: 0,
};

const NOTHING: BandSum = { useWh: 0, hydroWh: 0, hydroCost: 0, importCost: 0 };

/** One member's half-hours of a day from local midnight, in whole watt-hours, NaN where not known. */
export interface DayOfUse {
  readonly useWh: Float64Array;
  readonly hydroWh: Float64Array;
  /** The readings without estimates, where `useWh` has its gaps filled. */
  readonly readWh?: Float64Array;
}

/** Cost one day of one member. A half-hour whose use or share is not known is counted as missing and costs nothing. */
export function summariseDay<Name extends string>(settlement: SettlementDay<Name>, of: DayOfUse): DaySummary<Name> {
  const { day, tariff } = settlement;
  const bands: Partial<Record<Name, BandSum>> = {};
  let missing = 0;
  let estimated = 0;
  for (const [slot, band] of settlement.bands.entries()) {
    const useWh = of.useWh[slot] ?? NaN;
    const hydroWh = of.hydroWh[slot] ?? NaN;
    if (Number.isNaN(useWh + hydroWh)) missing += 1;
    else {
      if (of.readWh && Number.isNaN(of.readWh[slot] ?? NaN)) estimated += 1;
      const hydroCost = hydroWh * milli(band.generationPencePerKWh);
      const importCost = (useWh - hydroWh) * milli(band.importPencePerKWh);
      bands[band.name] = addBands(bands[band.name] ?? NOTHING, { useWh, hydroWh, hydroCost, importCost });
    }
  }
  const { useWh, hydroCost, importCost } = sumOf(bands);
  const standingCharge = milli(tariff.weekday.standingChargePencePerDay) * 1000;
  const vat = ((hydroCost + importCost + standingCharge) * tariff.vatPermille) / 1000;
  const referenceCost = useWh * milli(tariff.referencePencePerKWh);
  const bandStarts = bandsOn(tariff, day).bands.map(({ name, startMinute }) => ({ name, startMinute }));
  return { day, bandStarts, bands, days: 1, standingCharge, vat, referenceCost, missing, estimated };
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
    estimated: a.estimated + b.estimated,
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
  return sumOf(summary.bands);
}

function sumOf(bands: Readonly<Partial<Record<string, BandSum>>>): BandSum {
  return Object.values(bands).reduce<BandSum>((sum, band) => addBands(sum, band ?? NOTHING), NOTHING);
}

/** The bill in pence with standing charge and VAT, rounded once, to the penny. */
export function billPence(summary: Summary): number {
  const { hydroCost, importCost } = total(summary);
  return Math.round((hydroCost + importCost + summary.standingCharge + summary.vat) / 1_000_000);
}

function milli(pence: number): number {
  return Math.round(pence * 1000);
}
