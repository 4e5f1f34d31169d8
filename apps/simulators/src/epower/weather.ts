import { chance } from './chance';

const DAY_S = 86_400;
const HALF_HOUR_S = 1800;

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
