import { describe, expect, it } from 'vitest';
import { DEVICE_TYPE_NAMES, deviceType } from '../types';
import { REACH_S, SimulatedDay } from './simulated-day.fake';

/** What is switched; a bridge is switched by what is behind it. */
const TYPES = DEVICE_TYPE_NAMES.filter((name) => deviceType(name).control && name !== 'zigbee2mqtt');
const DAYS = 1000;
const at = (iso: string): number => Date.parse(iso) / 1000;
/** Both days on which the clocks change, and an ordinary one. */
const STARTS = ['2026-03-29T00:00:00Z', '2026-10-25T00:00:00Z', '2026-06-10T00:00:00Z'].map(at);

describe(`a thousand days with lost, doubled and late messages, restarts, wrong clocks, presses`, () => {
  const days = Array.from({ length: DAYS }, (_, seed) => {
    const type = TYPES[Math.floor(seed / STARTS.length) % TYPES.length] ?? 'smartplug';
    const day = new SimulatedDay(seed, STARTS[seed % STARTS.length] ?? 0, type);
    day.run();
    return day;
  });

  it(`switches every plug within ${REACH_S} s of its being reachable, and never without a reason`, () => {
    expect(days.flatMap(({ findings }) => findings).slice(0, 10)).toEqual([]);
  });

  it('delivers each undisturbed run to the minute', () => {
    const runs = days.flatMap(({ delivered }) => delivered);
    expect(runs.length).toBeGreaterThan(DAYS / 2);
    expect(runs.filter(({ planned, seconds }) => Math.abs(planned - seconds) > 60).slice(0, 5)).toEqual([]);
  });
});
