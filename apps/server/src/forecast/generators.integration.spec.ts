import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClubForecast, ServerHealth } from '@hub/contracts';
import type { Generator } from '@hub/domain/community';
import { type SimulatedEpower, simulatedEpower, useServices, waitFor } from '@hub/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startServer } from '../server';
import { serverConfig } from '../spec/server-config';

const DAYS = 21;
const SOLAR: Generator = { type: 'solar', peakKW: 40 };
const WIND: Generator = { type: 'wind', ratedKW: 30, kWPerMs: 3, offsetKW: -9 };
const FLAT: Generator = { type: 'flat', kW: 4 };

const services = useServices({ beforeAll, afterAll });
let dir: string;
let epower: SimulatedEpower;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'generators-'));
  const firstDay = new Date(Date.now() - DAYS * 86_400_000).toISOString().slice(0, 10);
  epower = await simulatedEpower('--members', '3', '--first-day', firstDay);
});
afterAll(async () => {
  await epower.stop();
  rmSync(dir, { recursive: true });
});

const byAddress = () => ({ sun: weatherUrl('sun'), wind: weatherUrl('wind') });
const weatherUrl = (name: string) => epower.rainUrl.replace(/rain$/, name);

/** The forecast of a club with these generators, on the same settled half-hours each time. */
async function forecastOf(
  generators: readonly Generator[],
  weather: Parameters<typeof serverConfig>[0]['weather'] | 'by address' | 'none' = 'by address',
): Promise<ClubForecast> {
  const server = await startServer(
    serverConfig({
      ...{ dir, generators, database: services().database },
      firstDay: new Date(Date.now() - DAYS * 86_400_000).toISOString().slice(0, 10),
      epower: { ...epower, rainUrl: weather === 'by address' ? epower.rainUrl : undefined },
      weather: typeof weather === 'object' ? weather : weather === 'none' ? {} : byAddress(),
    }),
  );
  try {
    const health = async () => ServerHealth.parse(await (await fetch(`${server.url}/health`)).json());
    await waitFor(async () => (await health()).cycle !== null, { what: 'a round', timeoutMs: 60_000 });
    return ClubForecast.parse(await (await fetch(`${server.url}/api/v1/club/forecast`)).json());
  } finally {
    await server.close();
  }
}

async function weatherOf(name: string, field: string, { slots }: ClubForecast): Promise<number[]> {
  const answer = await fetch(`${weatherUrl(name)}?start=${slots[0]?.time ?? 0}&count=${slots.length}`);
  return ((await answer.json()) as Record<string, number[]>)[field] ?? [];
}

it('forecasts sun, wind and a flat one by their weather, several together', async () => {
  const forecast = await forecastOf([SOLAR, WIND, FLAT, FLAT]);
  expect(forecast.generationBasis).toBe('weather');
  const sun = await weatherOf('sun', 'kWPerKWp', forecast);
  const wind = await weatherOf('wind', 'metresPerSecond', forecast);
  expect(Math.max(...sun)).toBeGreaterThan(0);
  // The settled readings are a turbine's, so the weather's answer is off by what it missed of them; that goes on and fades.
  const missedW = forecast.slots.map(({ generationW: given }, slot) => {
    const generationW = given ?? NaN;
    const windKW = Math.min(Math.max((wind[slot] ?? NaN) * 3 - 9, 0), 30);
    return generationW > 0 ? Math.abs(generationW - ((sun[slot] ?? NaN) * 40 + windKW + 8) * 1000) : Infinity;
  });
  expect(missedW.filter(Number.isFinite).length).toBeGreaterThan(10);
  let leastW = Infinity;
  for (const w of missedW.filter(Number.isFinite)) {
    expect(w).toBeLessThanOrEqual(leastW + 20);
    leastW = Math.min(leastW, w);
  }
});

it('lets them lower the signal, and says what it rests on where their weather is not known', async () => {
  const much: Generator = { type: 'flat', kW: 500 };
  const [without, plenty, blind] = [
    await forecastOf([]),
    await forecastOf([much]),
    await forecastOf([SOLAR, FLAT], 'none'),
  ];
  expect(without).toMatchObject({ generationBasis: 'none' });
  for (const { generationW, marginalPencePerKWh, importPencePerKWh } of without.slots) {
    expect(generationW).toBe(0);
    expect(marginalPencePerKWh).toBe(importPencePerKWh);
  }
  // Settled readings that were a turbine's make the surplus less than certain: a unit costs nearer to its hydro price than to the grid's.
  for (const { marginalPencePerKWh, hydroPencePerKWh, importPencePerKWh } of plenty.slots) {
    const [unit, hydro, grid] = [marginalPencePerKWh ?? NaN, hydroPencePerKWh ?? NaN, importPencePerKWh ?? NaN];
    expect(unit).toBeGreaterThanOrEqual(hydro);
    expect(unit - hydro).toBeLessThanOrEqual((grid - hydro) / 2);
  }
  expect(blind.generationBasis).toBe('last-day');
});

it('has the weather of a place from a service with the API of Open-Meteo', async () => {
  const url = epower.rainUrl.replace('/weather/rain', '/v1/forecast');
  const openMeteo = { url, latitude: 53.18, longitude: -4.06, tilt: 35, azimuth: 0, key: undefined };
  const forecast = await forecastOf([{ type: 'hydro', maxKW: 50 }, SOLAR, WIND], { openMeteo });
  expect(forecast.generationBasis).toBe('weather');
  expect(forecast.slots.filter(({ generationW }) => generationW !== null && generationW > 0).length).toBeGreaterThan(
    10,
  );
});

it('forecasts a turbine beside panels: more when the sun shines, within what both can give', async () => {
  const forecast = await forecastOf([{ type: 'hydro', maxKW: 50 }, SOLAR]);
  expect(forecast.generationBasis).toBe('weather');
  const sun = await weatherOf('sun', 'kWPerKWp', forecast);
  const givenW = forecast.slots.map(({ generationW }) => generationW ?? NaN);
  expect(Math.max(...givenW)).toBeLessThanOrEqual(90_000);
  const meanW = (shines: (kWPerKWp: number) => boolean): number => {
    const chosen = givenW.filter((_, slot) => shines(sun[slot] ?? NaN));
    return chosen.reduce((total, each) => total + each, 0) / chosen.length;
  };
  const brightest = Math.max(...sun);
  expect(brightest).toBeGreaterThan(0);
  expect(meanW((each) => each > brightest / 2)).toBeGreaterThan(meanW((each) => each === 0));
});
