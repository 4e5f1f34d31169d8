import { DAY_S, HALF_HOUR_S } from '@hub/domain/time';
import { chance } from './chance';

/** A front passes about every so often; each is wet for part of that. */
const FRONT_S = 2.5 * DAY_S;

/**
 * Rain of a mountain valley in mm an hour in the half-hour that holds `time`: fronts of uneven strength, wetter in winter, with
 * showers inside them. A function of time alone, so that the past stays what it was and the forecast comes true.
 */
export function rainMmPerHour(time: number): number {
  const halfHour = Math.floor(time / HALF_HOUR_S);
  let rain = 0;
  const front = Math.floor(time / FRONT_S);
  for (const number of [front - 1, front]) {
    const start = number * FRONT_S + chance(number, 1) * FRONT_S;
    const lengthS = (4 + chance(number, 2) * 30) * 3600;
    const phase = (time - start) / lengthS;
    if (phase < 0 || phase > 1 || chance(number, 3) > wetShare(start)) continue;
    rain += 6 * chance(number, 4) * Math.sin(Math.PI * phase) * (0.4 + 1.2 * chance(halfHour, 5));
  }
  return Math.round(rain * 100) / 100;
}

/** Share of fronts that bring rain: 0.8 at New Year, 0.4 at midsummer. */
function wetShare(time: number): number {
  return 0.6 + 0.2 * Math.cos((2 * Math.PI * (time % (365.25 * DAY_S))) / (365.25 * DAY_S));
}

/** Power of one kW of panels that look south in Wales, kW: the height of the sun, and clouds that come with the rain. */
export function sunKWPerKWp(time: number): number {
  const yearAngle = (2 * Math.PI * (time % (365.25 * DAY_S))) / (365.25 * DAY_S);
  // Ten days after the solstice the year begins.
  const declination = -0.409 * Math.cos(yearAngle + 0.172);
  const latitude = 0.929;
  const hourAngle = 2 * Math.PI * ((time % DAY_S) / DAY_S - 0.5) - 0.07;
  const height =
    Math.sin(latitude) * Math.sin(declination) + Math.cos(latitude) * Math.cos(declination) * Math.cos(hourAngle);
  if (height <= 0) return 0;
  const cloud = Math.min(0.7 * chance(Math.floor(time / 7200), 21) + 0.1 * rainMmPerHour(time), 0.9);
  return Math.round(1000 * height * (1 - cloud)) / 1000;
}

/** Wind in metres per second: calm and gale take turns over days, with gusts of half-hours. */
export function windMs(time: number): number {
  const day = time / DAY_S;
  const between = day - Math.floor(day);
  const mean = chance(Math.floor(day), 31) * (1 - between) + chance(Math.floor(day) + 1, 31) * between;
  return Math.round(100 * 16 * mean * (0.8 + 0.4 * chance(Math.floor(time / HALF_HOUR_S), 32))) / 100;
}

/** Each kind of weather that is served, by its name in the address: how its values are called, and one of them. */
export const WEATHER: Readonly<Record<string, { readonly field: string; readonly at: (time: number) => number }>> = {
  rain: { field: 'mmPerHour', at: rainMmPerHour },
  sun: { field: 'kWPerKWp', at: sunKWPerKWp },
  wind: { field: 'metresPerSecond', at: windMs },
};
