/** A band of a time-of-use tariff. It runs from `startMinute` after local midnight to the start of the next band. */
export interface TariffBand<Name extends string = string> {
  readonly name: Name;
  /** Minutes after local midnight, 0–1439. */
  readonly startMinute: number;
  /** Price of a unit bought from outside the club, pence per kWh without VAT. */
  readonly importPencePerKWh: number;
  /** Price of a unit of the club's own generation, pence per kWh without VAT. */
  readonly generationPencePerKWh: number;
  /** What pages call it, where its name is none that they know. */
  readonly label?: { readonly en: string; readonly cy: string };
}

/** Prices of a club. `bands` are sorted by `startMinute`, at least one, no two at the same minute. */
export interface Tariff<Name extends string = string> {
  readonly name: string;
  readonly standingChargePencePerDay: number;
  readonly bands: readonly [TariffBand<Name>, ...TariffBand<Name>[]];
}

/** Sorts bands into a tariff. Throws RangeError where no time of day, or more than one band for it, would result. */
export function tariffOf<Name extends string>(
  name: string,
  standingChargePencePerDay: number,
  bands: readonly TariffBand<Name>[],
): Tariff<Name> {
  const [first, ...rest] = [...bands].sort((a, b) => a.startMinute - b.startMinute);
  if (!first) throw new RangeError(`tariff ${name} has no band`);
  const starts = new Set(bands.map((band) => band.startMinute));
  if (starts.size !== bands.length) throw new RangeError(`tariff ${name} has two bands at the same minute`);
  const outside = [...starts].find((minute) => !Number.isInteger(minute) || minute < 0 || minute >= MINUTES_A_DAY);
  if (outside !== undefined) throw new RangeError(`tariff ${name} has a band at minute ${outside} of the day`);
  return { name, standingChargePencePerDay, bands: [first, ...rest] };
}

export const MINUTES_A_DAY = 1440;
