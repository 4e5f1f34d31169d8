import { bandsOn, energyCost, penceE7, PENCE_E7, type PenceE7, type Tariff, type TariffBand } from '@hub/domain/tariff';
import type { CalendarDay } from '@hub/domain/time';
import { costHalfHours, type DayOfUse } from './half-hour-cost';
import type { SettlementDay } from './settlement-day';

export interface BandSum {
  readonly useWh: number;
  /** Part of `useWh` that the club's generator covered. */
  readonly hydroWh: number;
  /** Without VAT. */
  readonly hydroCost: PenceE7;
  readonly importCost: PenceE7;
}

/** Use and cost of a member, or of the whole club, over some days. */
export interface Summary<Name extends string = string> {
  readonly bands: Readonly<Partial<Record<Name, BandSum>>>;
  readonly days: number;
  /** Without VAT. */
  readonly standingCharge: PenceE7;
  /** On energy and standing charge, at each day's own rate, in thousandths of {@link PenceE7}: exact at any rate. */
  readonly vatE10: number;
  /** What the same use would have cost at the reference price, without VAT. */
  readonly referenceCost: PenceE7;
  /** Bought in the cheapest band of its day; nothing on a day whose bands all cost the same. */
  readonly lowCostImportWh: number;
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
  vatE10: 0,
  referenceCost: 0,
  lowCostImportWh: 0,
  missing: 0,
  estimated: 0,
};

const NOTHING: BandSum = { useWh: 0, hydroWh: 0, hydroCost: 0, importCost: 0 };

/** Cost one day of one member. A half-hour whose use or share is not known is counted as missing and costs nothing. */
export function summariseDay<Name extends string>(settlement: SettlementDay<Name>, of: DayOfUse): DaySummary<Name> {
  const { day, tariff } = settlement;
  const ofDay = bandsOn(tariff, day);
  const lowPrice = lowestPrice(ofDay);
  const bands = noBands<Name>();
  const counts = { missing: 0, estimated: 0, lowCostImportWh: 0 };
  for (const { band, useWh, hydroWh, hydroCost, importCost, estimated } of costHalfHours(settlement, of)) {
    if (Number.isNaN(hydroCost + importCost)) counts.missing += 1;
    else {
      if (estimated) counts.estimated += 1;
      if (band.importPencePerKWh === lowPrice) counts.lowCostImportWh += useWh - hydroWh;
      bands[band.name] = addBands(bands[band.name] ?? NOTHING, { useWh, hydroWh, hydroCost, importCost });
    }
  }
  const { useWh, hydroCost, importCost } = sumOf(bands);
  const standingCharge = penceE7(tariff.weekday.standingChargePencePerDay);
  const vatE10 = (hydroCost + importCost + standingCharge) * tariff.vatPermille;
  const referenceCost = energyCost(useWh, tariff.referencePencePerKWh);
  const bandStarts = ofDay.bands.map(({ name, startMinute }) => ({ name, startMinute }));
  return { day, bandStarts, bands, days: 1, standingCharge, vatE10, referenceCost, ...counts };
}

/** Without a prototype: a band may be called `constructor`. */
const noBands = <Name extends string>(): Partial<Record<Name, BandSum>> =>
  Object.create(null) as Partial<Record<Name, BandSum>>;

/** Import price of the cheapest band; undefined where no band is cheaper than another. */
function lowestPrice({ bands }: Tariff): number | undefined {
  const prices = bands.map(({ importPencePerKWh }) => importPencePerKWh);
  const lowest = Math.min(...prices);
  return lowest < Math.max(...prices) ? lowest : undefined;
}

/** Add up summaries: days of a month, or members of a club. `days` adds up too: member-days, when members are added. */
export function sumSummaries<Name extends string>(summaries: Iterable<Summary<Name>>): Summary<Name> {
  let total: Summary<Name> = NO_USE;
  for (const next of summaries) total = addSummaries(total, next);
  return total;
}

function addSummaries<Name extends string>(a: Summary<Name>, b: Summary<Name>): Summary<Name> {
  const bands: Partial<Record<Name, BandSum>> = Object.assign(noBands<Name>(), a.bands);
  for (const name in b.bands) bands[name] = addBands(bands[name] ?? NOTHING, b.bands[name] ?? NOTHING);
  return {
    bands,
    days: a.days + b.days,
    standingCharge: a.standingCharge + b.standingCharge,
    vatE10: a.vatE10 + b.vatE10,
    referenceCost: a.referenceCost + b.referenceCost,
    lowCostImportWh: a.lowCostImportWh + b.lowCostImportWh,
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

/**
 * The bill in pence with standing charge and VAT, rounded once, to the penny. Whole pennies are taken out first: a big club's sum in the
 * unit of `vatE10` would be more than a number holds exactly.
 */
export function billPence(summary: Summary): number {
  const { hydroCost, importCost } = total(summary);
  const net = hydroCost + importCost + summary.standingCharge;
  const [netPence, vatPence] = [Math.floor(net / PENCE_E7), Math.floor(summary.vatE10 / PENCE_E10)];
  const rest = (net - netPence * PENCE_E7) * 1000 + (summary.vatE10 - vatPence * PENCE_E10);
  return netPence + vatPence + Math.round(rest / PENCE_E10);
}

const PENCE_E10 = PENCE_E7 * 1000;
