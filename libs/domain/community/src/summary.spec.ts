import fc from 'fast-check';
import { type DatedTariff, tariffOf } from '@hub/domain/tariff';
import { daysBetween, localTime } from '@hub/domain/time';
import { describe, expect, it } from 'vitest';
import { settlementDay, type SettlementDay } from './settlement-day';
import { billPence, NO_USE, summariseDay, sumSummaries, total } from './summary';

const LONDON = 'Europe/London';
const band = (name: string, startHour: number, generationPencePerKWh: number, importPencePerKWh: number) => ({
  name,
  startMinute: startHour * 60,
  importPencePerKWh,
  generationPencePerKWh,
});
/** The real tariffs of Bethesda: 2016 with one hydro price, 2020 with a hydro price for each band. */
const BETHESDA: DatedTariff[] = [
  {
    fromDay: '2016-10-01',
    weekday: tariffOf('2016', 17.8, [
      band('morning', 6, 7, 12),
      band('midday', 11, 7, 10),
      band('evening', 16, 7, 14),
      band('overnight', 20, 7, 7.25),
    ]),
    vatPermille: 50,
    referencePencePerKWh: 12,
  },
  {
    fromDay: '2020-02-01',
    weekday: tariffOf('2020', 17.8, [
      band('overnight', 20, 5.8, 10.5),
      band('day', 7, 10.4, 18.9),
      band('evening', 16, 12.7, 23.1),
    ]),
    vatPermille: 50,
    referencePencePerKWh: 15.44,
  },
];
const settled = (day: string): SettlementDay => {
  const found = settlementDay(BETHESDA, day, LONDON);
  if (found === undefined) throw new Error(`no tariff on ${day}`);
  return found;
};
const counts = (day: string): Record<string, number> => {
  const found: Record<string, number> = {};
  for (const { name } of settled(day).bands) found[name] = (found[name] ?? 0) + 1;
  return found;
};
const fill = (value: number, length = 48): Float64Array => new Float64Array(length).fill(value);

describe('days of settlement', () => {
  it('has the bands of the wall clock on a day of 48, 46 and 50 half-hours', () => {
    expect(counts('2019-06-10')).toEqual({ overnight: 20, morning: 10, midday: 10, evening: 8 });
    expect(counts('2019-03-31')).toEqual({ overnight: 18, morning: 10, midday: 10, evening: 8 });
    expect(counts('2019-10-27')).toEqual({ overnight: 22, morning: 10, midday: 10, evening: 8 });
  });

  it('knows nothing before the first tariff', () => {
    expect(settlementDay(BETHESDA, '2016-09-30', LONDON)).toBeUndefined();
  });
});

describe('costing', () => {
  it('charges the band, the hydro share, the standing charge and VAT', () => {
    const summary = summariseDay(settled('2019-06-10'), { useWh: fill(1000), hydroWh: fill(400) });
    // 48 kWh: 19.2 hydro at 7 p; imports 6 × (10 × 12 + 10 × 10 + 8 × 14 + 20 × 7.25) / 10 p.
    const energyPence = 19.2 * 7 + 6 * 12 + 6 * 10 + 4.8 * 14 + 12 * 7.25;
    const { useWh, hydroWh, hydroCost, importCost } = total(summary);
    expect([useWh, hydroWh]).toEqual([48_000, 19_200]);
    expect(hydroCost + importCost).toBe(Math.round(energyPence * 1e7));
    expect(billPence(summary)).toBe(Math.round((energyPence + 17.8) * 1.05));
    expect(summary.referenceCost / 1e7).toBe(576);
  });

  it('has a hydro price of its own in each band since 2020', () => {
    const { bands } = summariseDay(settled('2020-02-03'), { useWh: fill(1000), hydroWh: fill(1000) });
    expect([bands['overnight']?.hydroCost, bands['day']?.hydroCost, bands['evening']?.hydroCost]).toEqual([
      22 * 5.8e7,
      18 * 10.4e7,
      8 * 12.7e7,
    ]);
  });

  it('counts a missing half-hour as missing and charges nothing for it', () => {
    const use = fill(100);
    use[5] = NaN;
    const hydro = fill(0);
    hydro[7] = NaN;
    const summary = summariseDay(settled('2019-06-10'), { useWh: use, hydroWh: hydro });
    expect(summary.missing).toBe(2);
    expect(total(summary).useWh).toBe(4600);
    expect(summariseDay(settled('2019-06-10'), { useWh: fill(100, 10), hydroWh: fill(0, 10) }).missing).toBe(38);
  });

  it('is exact to the penny also for a club that pays a million pounds', () => {
    // Half a penny above, less a ten-thousand-millionth.
    expect(billPence({ ...NO_USE, standingCharge: 1e15 + 4_999_999, vatE10: 999 })).toBe(100_000_000);
    expect(billPence({ ...NO_USE, standingCharge: 1e15 + 4_999_999, vatE10: 1000 })).toBe(100_000_001);
  });

  it('says how much of it is estimated', () => {
    const estimated = new Uint8Array(48).fill(1, 10, 16);
    expect(summariseDay(settled('2019-06-10'), { useWh: fill(100), hydroWh: fill(0), estimated })).toMatchObject({
      missing: 0,
      estimated: 6,
    });
  });

  it('agrees with a bill added up by itself, over a change of tariff and both clock changes', () => {
    const wh = fc.integer({ min: 0, max: 4000 });
    fc.assert(
      fc.property(
        fc.infiniteStream(fc.tuple(wh, wh)),
        fc.constantFrom('2019-10-20', '2020-01-25', '2020-03-20'),
        (stream, first) => {
          const last = new Date(Date.parse(first) + 14 * 86_400_000).toISOString().slice(0, 10);
          let independentPence = 0;
          const summaries = [...daysBetween(first, last)].map((day) => {
            const settlement = settled(day);
            const pairs = [...stream.take(settlement.bands.length)];
            const hydro = Float64Array.from(pairs, ([a, b]) => Math.min(a, b));
            const use = Float64Array.from(pairs, ([a, b]) => Math.max(a, b));
            independentPence += billOfDay(day, settlement.start, use, hydro);
            return summariseDay(settlement, { useWh: use, hydroWh: hydro });
          });
          expect(billPence(sumSummaries(summaries))).toBe(Math.round(independentPence));
        },
      ),
      { numRuns: 50 },
    );
  });
});

/** A second bill calculator, in pence and kWh and by the hour on the wall. */
function billOfDay(day: string, start: number, use: Float64Array, hydro: Float64Array): number {
  let pence = 17.8;
  for (const [slot, wh] of use.entries()) {
    const hour = localTime(start + slot * 1800, LONDON).hour;
    const [local, grid] = day < '2020-02-01' ? prices2016(hour) : prices2020(hour);
    const localKWh = (hydro[slot] ?? 0) / 1000;
    pence += localKWh * local + (wh / 1000 - localKWh) * grid;
  }
  return pence * 1.05;
}
const prices2016 = (hour: number): [number, number] => {
  if (hour < 6 || hour >= 20) return [7, 7.25];
  if (hour < 11) return [7, 12];
  return hour < 16 ? [7, 10] : [7, 14];
};
const prices2020 = (hour: number): [number, number] => {
  if (hour < 7 || hour >= 20) return [5.8, 10.5];
  return hour < 16 ? [10.4, 18.9] : [12.7, 23.1];
};
