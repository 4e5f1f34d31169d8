import { aheadS, instantsShowing, type Shown, shown } from './london';

/** Share of each member, by trying levels instead of sorting. NaN use takes no part. */
export function sharesOf(generationWh: number, useWh: readonly number[], turn: number): number[] {
  const given = (level: number) => useWh.reduce((sum, use) => sum + (use > level ? level : use || 0), 0);
  let [low, high] = [0, generationWh + 1];
  // The highest whole level that the generation pays for.
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (given(middle) <= generationWh) low = middle;
    else high = middle;
  }
  const shares = useWh.map((use) => (use > low ? low : use));
  let rest = generationWh - given(low);
  for (let step = 0; step < useWh.length && rest > 0; step += 1) {
    const member = (turn + step) % useWh.length;
    if ((useWh[member] ?? NaN) <= (shares[member] ?? NaN) || Number.isNaN(useWh[member])) continue;
    shares[member] = (shares[member] ?? NaN) + 1;
    rest -= 1;
  }
  return shares;
}

/** Prices as people write them: pence with up to four decimals. */
export interface OracleBand {
  readonly name: string;
  readonly startMinute: number;
  readonly importPence: string;
  readonly hydroPence: string;
}

export interface OracleTariff {
  readonly fromDay: string;
  readonly weekday: readonly OracleBand[];
  readonly weekend: readonly OracleBand[] | undefined;
  readonly standingPence: string;
  readonly vatPermille: number;
}

/** Ten-thousandths of a penny. */
export function e4(pence: string): bigint {
  const [whole = '0', decimals = ''] = pence.split('.');
  return BigInt(whole) * 10_000n + BigInt(decimals.padEnd(4, '0'));
}

export const tariffOfDay = (tariffs: readonly OracleTariff[], day: string): OracleTariff | undefined =>
  tariffs.filter(({ fromDay }) => fromDay <= day).sort((a, b) => (a.fromDay < b.fromDay ? 1 : -1))[0];

/** The band of a half-hour: the last that has started by what the clock shows, else the one that goes on from the day before. */
export function bandOfHalfHour(tariffs: readonly OracleTariff[], instant: number): OracleBand | undefined {
  const clock: Shown = shown(instant);
  const tariff = tariffOfDay(tariffs, clock.day);
  if (tariff === undefined) return undefined;
  const bands = clock.weekend ? (tariff.weekend ?? tariff.weekday) : tariff.weekday;
  const sorted = bands.toSorted((a, b) => b.startMinute - a.startMinute);
  return sorted.find(({ startMinute }) => startMinute <= clock.minute) ?? sorted[0];
}

export interface OracleBill {
  readonly pence: number;
  readonly useWh: Readonly<Record<string, number>>;
  readonly hydroWh: number;
  readonly missing: number;
}

/** The bill of half-hours from `start`, in whole numbers of any length and rounded once, half a penny up. */
export function billOf(
  tariffs: readonly OracleTariff[],
  start: number,
  useWh: readonly number[],
  hydroWh: readonly number[],
): OracleBill {
  const byBand = new Map<string, number>();
  // Of each day: energy and standing charge in 1e-7 pence, then VAT on it in 1e-10 pence.
  const days = new Map<string, bigint>();
  let missing = 0;
  let hydro = 0;
  for (const [slot, use] of useWh.entries()) {
    const instant = start + slot * 1800;
    const { day } = shown(instant);
    const tariff = tariffOfDay(tariffs, day);
    const band = bandOfHalfHour(tariffs, instant);
    if (tariff === undefined || band === undefined) continue;
    const before = days.get(day) ?? e4(tariff.standingPence) * 1000n;
    const own = hydroWh[slot] ?? NaN;
    if (Number.isNaN(use) || Number.isNaN(own)) {
      missing += 1;
      days.set(day, before);
      continue;
    }
    byBand.set(band.name, (byBand.get(band.name) ?? 0) + use);
    hydro += own;
    days.set(day, before + BigInt(own) * e4(band.hydroPence) + BigInt(use - own) * e4(band.importPence));
  }
  let e10 = 0n;
  for (const [day, amount] of days) e10 += amount * BigInt(1000 + (tariffOfDay(tariffs, day)?.vatPermille ?? 0));
  const penny = 10_000_000_000n;
  return {
    pence: Number((e10 * 2n + penny) / (2n * penny)),
    useWh: Object.fromEntries(byBand),
    hydroWh: hydro,
    missing,
  };
}

/**
 * Estimate of a gap; undefined where there is nothing to compare. `unclear`: the search came to an hour that the clock left out, where
 * "the same half-hour" is not one thing.
 */
export function estimateOf(start: number, wh: readonly number[], slot: number): number | undefined | 'unclear' {
  const days = wh.filter((value) => !Number.isNaN(value)).length < 14 * 48 ? 1 : 7;
  const instant = start + slot * 1800;
  const localS = instant + aheadS(instant);
  const found: number[] = [];
  for (const direction of [-1, 1]) {
    for (let step = 1; step <= 50 && found.length < 8; step += 1) {
      const candidates = instantsShowing(localS + direction * step * days * 86_400);
      if (candidates.length === 0) return 'unclear';
      // Of an hour that comes twice, the one on the same side of the change.
      const like = candidates.find((candidate) => aheadS(candidate) === aheadS(instant)) ?? candidates[0] ?? NaN;
      const value = wh[(like - start) / 1800] ?? NaN;
      if (!Number.isNaN(value)) found.push(value);
    }
  }
  if (found.length === 0) return undefined;
  return Math.floor((2 * found.reduce((sum, value) => sum + value, 0) + found.length) / (2 * found.length));
}
