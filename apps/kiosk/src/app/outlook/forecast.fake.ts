import { type ClubForecast } from '@hub/contracts';

/** Start of the fake forecast: noon of 23 November 2026. */
export const NOON = Date.UTC(2026, 10, 23, 12) / 1_000;
const PENCE: Readonly<Record<string, number>> = { morning: 12, midday: 10, evening: 14, overnight: 7.25 };

function bandAt(time: number): string {
  const hour = new Date(time * 1_000).getUTCHours();
  if (hour < 6 || hour >= 20) return 'overnight';
  if (hour < 11) return 'morning';
  return hour < 16 ? 'midday' : 'evening';
}

/** Two winter days of the original tariff; the hydro covers everyone from `surplusFrom` half-hours after noon on, for two hours. */
export function fakeForecast(surplusFrom = Infinity, start = NOON): ClubForecast {
  return {
    madeAt: NOON - 600,
    intervalS: 1_800,
    generationBasis: 'rain',
    demandBasis: 'weekday',
    slots: Array.from({ length: 96 }, (_, index) => {
      const time = start + index * 1_800;
      const band = bandAt(time);
      const surplus = index >= surplusFrom && index < surplusFrom + 4;
      return {
        time,
        band,
        generationW: surplus ? 50_000 : 20_000,
        demandW: 40_000,
        hydroPencePerKWh: 7,
        importPencePerKWh: PENCE[band] ?? null,
        hydroShare: surplus ? 1 : 0,
        marginalPencePerKWh: surplus ? 7 : (PENCE[band] ?? null),
      };
    }),
  };
}
