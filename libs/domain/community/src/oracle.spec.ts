import { Random } from '@hub/domain/random';
import { bandPriceAt, type DatedTariff, type Tariff, type TariffBand, tariffOf } from '@hub/domain/tariff';
import { calendarDay } from '@hub/domain/time';
import { describe, expect, it } from 'vitest';
import { summariesOf } from './day-summaries';
import { estimateGaps } from './estimate';
import { shareHalfHour } from './share';
import { monthStart } from './spec/london';
import {
  bandOfHalfHour,
  billOf,
  estimateOf,
  type OracleBand,
  type OracleTariff,
  sharesOf,
  tariffOfDay,
} from './spec/oracle';
import { billPence, sumSummaries, total } from './summary';

/** `COMMUNITY_HALF_HOURS=150000 COMMUNITY_MONTHS=2000 COMMUNITY_SEED=7 npx vitest run --dir libs/domain/community oracle` looks further. */
const asked = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise);
const HALF_HOURS = asked('COMMUNITY_HALF_HOURS', 3000);
const MONTHS = asked('COMMUNITY_MONTHS', 60);
const SEED = asked('COMMUNITY_SEED', 2026);
const LONDON = 'Europe/London';
const LONG = { timeout: 3_600_000 };

const pence = (random: Random, most: number): string =>
  `${random.whole(0, most)}.${String(random.whole(0, 9999)).padStart(4, '0')}`;

/** Any bands; some start where the clock changes, some nearly end the day. */
function bands(random: Random): OracleBand[] {
  const starts = new Set([random.whole(0, 1439)]);
  while (starts.size < random.whole(1, 6))
    starts.add(random.chance(0.3) ? random.whole(55, 125) : random.whole(0, 47) * 30);
  return [...starts].map((startMinute, at) => ({
    name: ['constructor', 'day', 'night', 'peak', '__proto__x', 'e'][at] ?? 'other',
    startMinute,
    importPence: pence(random, 40),
    hydroPence: pence(random, 15),
  }));
}

function tariffs(random: Random, year: number): OracleTariff[] {
  const days = [`${year - 1}-01-01`];
  if (random.chance(0.5)) days.push(`${year}-0${random.whole(1, 9)}-${random.whole(10, 28)}`);
  return days.map((fromDay) => ({
    fromDay,
    weekday: bands(random),
    weekend: random.chance(0.5) ? bands(random) : undefined,
    standingPence: pence(random, 60),
    vatPermille: random.chance(0.7) ? 50 : random.whole(0, 250),
  }));
}

const product = ({ fromDay, weekday, weekend, standingPence, vatPermille }: OracleTariff): DatedTariff => {
  const of = (own: readonly OracleBand[]): Tariff =>
    tariffOf(
      'random',
      Number(standingPence),
      own.map(({ name, startMinute, importPence, hydroPence }): TariffBand => ({
        name,
        startMinute,
        importPencePerKWh: Number(importPence),
        generationPencePerKWh: Number(hydroPence),
      })),
    );
  return {
    fromDay,
    weekday: of(weekday),
    ...(weekend && { weekend: of(weekend) }),
    vatPermille,
    referencePencePerKWh: 12,
  };
};

/** Months in which the clock changes come as often as all others together. */
const monthOf = (random: Random): number => (random.chance(0.5) ? (random.chance(0.5) ? 2 : 9) : random.whole(0, 11));

const readings = (random: Random, count: number, mostWh: number, missing: number): number[] =>
  Array.from({ length: count }, () => (random.chance(missing) ? NaN : random.whole(0, mostWh)));

describe('against a slow oracle of its own', () => {
  it(`${HALF_HOURS} shared half-hours`, LONG, () => {
    const random = new Random(SEED);
    for (let count = 0; count < HALF_HOURS; count += 1) {
      const use = readings(random, random.whole(1, 40), random.chance(0.2) ? 3 : 4000, 0.05);
      const generationWh = random.whole(0, random.chance(0.2) ? 12 : use.length * 2500);
      const turn = random.whole(0, 1_000_000);
      const got = [...shareHalfHour(generationWh, Float64Array.from(use), turn)];
      const truth = sharesOf(generationWh, use, turn);
      if (!Object.is(JSON.stringify(got), JSON.stringify(truth)))
        expect({ generationWh, use, turn, got }).toEqual({ generationWh, use, turn, got: truth });
    }
  });

  it(`${MONTHS} bills of a month, also of a whole club`, LONG, () => {
    const random = new Random(SEED + 1);
    for (let count = 0; count < MONTHS; count += 1) {
      const [year, month] = [random.whole(2017, 2037), monthOf(random)];
      const [start, end] = [monthStart(year, month), monthStart(year, month + 1)];
      const own = tariffs(random, year);
      const mostWh = random.chance(0.1) ? 400_000 : 3000;
      const use = readings(random, (end - start) / 1800, mostWh, random.chance(0.3) ? 0.1 : 0);
      const hydro = use.map((wh) => (random.chance(0.02) ? NaN : random.whole(0, wh || 0)));
      const series = {
        start,
        useWh: Float64Array.from(use),
        hydroWh: Float64Array.from(hydro),
        estimated: new Uint8Array(use.length),
      };
      const days = { first: calendarDay(start, LONDON), last: calendarDay(end - 1, LONDON) };
      const got = sumSummaries(summariesOf(series, own.map(product), days, LONDON));
      const useWh = Object.fromEntries(Object.entries(got.bands).map(([name, band]) => [name, band?.useWh]));
      expect({ year, month, pence: billPence(got), useWh, hydroWh: total(got).hydroWh, missing: got.missing }).toEqual({
        year,
        month,
        ...billOf(own, start, use, hydro),
      });
    }
  });

  it(`${HALF_HOURS} bands of half-hours, on a bill and live`, LONG, () => {
    const random = new Random(SEED + 2);
    for (let count = 0; count < HALF_HOURS;) {
      const [year, month] = [random.whole(2017, 2037), monthOf(random)];
      const own = tariffs(random, year);
      const history = own.map(product);
      // A day before to a day after what is often a change of the clock, at the end of a month.
      const from = monthStart(year, month + 1) - random.whole(1, 8) * 86_400;
      for (let slot = 0; slot < 150; slot += 1, count += 1) {
        const instant = from + slot * 1800;
        const truth = bandOfHalfHour(own, instant);
        const live = bandPriceAt(history, instant + random.whole(0, 1799), LONDON);
        expect({ instant, band: live?.band.name, start: live?.band.startMinute }).toEqual({
          instant,
          band: truth?.name,
          start: truth?.startMinute,
        });
        expect(tariffOfDay(own, calendarDay(instant, LONDON))).toBeDefined();
        if (live) expect(live.until).toBeGreaterThan(instant);
      }
    }
  });

  it(`estimates of ${Math.ceil(HALF_HOURS / 100)} series with gaps`, LONG, () => {
    const random = new Random(SEED + 3);
    const seen = { gaps: 0, unclear: 0 };
    for (let count = 0; count < HALF_HOURS / 100; count += 1) {
      const start = monthStart(random.whole(2017, 2037), monthOf(random)) + random.whole(0, 400) * 1800;
      const length = random.chance(0.3) ? random.whole(48, 900) : random.whole(900, 48 * 120);
      const wh = readings(random, length, 4000, random.chance(0.5) ? 0.02 : 0.4);
      const silent = random.whole(0, length);
      wh.fill(NaN, silent, silent + random.whole(0, 700));
      const got = estimateGaps({ start, wh: Float64Array.from(wh) }, LONDON).wh;
      for (const [slot, value] of wh.entries()) {
        if (!Number.isNaN(value)) continue;
        // A large run looks at every gap, a small one at some.
        if (HALF_HOURS < 100_000 && !random.chance(0.1)) continue;
        const truth = estimateOf(start, wh, slot);
        seen.gaps += 1;
        if (truth === 'unclear') seen.unclear += 1;
        else expect({ start, slot, estimate: got[slot] }).toEqual({ start, slot, estimate: truth ?? NaN });
      }
    }
    expect(seen.gaps).toBeGreaterThan(HALF_HOURS / 10);
    expect(seen.unclear).toBeLessThan(seen.gaps / 20);
  });
});
