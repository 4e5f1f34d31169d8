import { describe, expect, it } from 'vitest';
import type { Home } from '../epower/homes';
import { Replay } from './replay';

const HALF_HOUR_S = 1800;
const SLOTS = 52 * 7 * 48;
const CYCLE_S = SLOTS * HALF_HOUR_S;
/** Tuesday 1 January 2013, as the London recordings begin. */
const START = 1_356_998_400;
/** A Monday afternoon, 16:30 UTC. */
const NOW = Date.parse('2026-11-23T16:30:00Z') / 1000;

function home(change: Partial<Home> = {}): Home {
  const wh = Float64Array.from({ length: SLOTS + 100 }, (_, slot) => 100 + (slot % 700));
  return { name: 'test', start: START, wh, southern: false, ...change };
}

describe('a replayed home', () => {
  it('keeps the day of the week, the time of day and the season', () => {
    const numbered = home({ wh: Float64Array.from({ length: SLOTS }, (_, index) => index) });
    const slot = new Replay(numbered, 1).halfHourWh(NOW) ?? NaN;
    const recorded = START + slot * HALF_HOUR_S;
    const weekday = (time: number) =>
      new Date(time * 1000).toISOString().slice(10) + String(new Date(time * 1000).getUTCDay());
    expect(weekday(recorded)).toBe(weekday(NOW));
    expect(new Date(recorded * 1000).getUTCMonth()).toBeOneOf([10, 11]);
  });

  it('shifts a southern home by half a year', () => {
    const northern = new Replay(home(), 1);
    const southern = new Replay(home({ southern: true }), 1);
    expect(southern.halfHourWh(NOW)).toBe(northern.halfHourWh(NOW - CYCLE_S / 2));
  });

  it('moves its register by exactly the energy of each half-hour, by 10 s and over the end of the recording', () => {
    const replay = new Replay(home(), 1);
    const seam = START + 14 * CYCLE_S;
    for (const start of [NOW, seam - HALF_HOUR_S, seam]) {
      const wh = replay.halfHourWh(start) ?? NaN;
      expect(Math.round((replay.importKWh(start + HALF_HOUR_S) - replay.importKWh(start)) * 1000)).toBe(wh);
      let before = replay.importKWh(start);
      for (let at = start + 10; at <= start + HALF_HOUR_S; at += 10) {
        const register = replay.importKWh(at);
        expect(register).toBeGreaterThanOrEqual(before);
        before = register;
      }
    }
  });

  it('says the same after a restart', () => {
    const [one, other] = [new Replay(home(), 1), new Replay(home(), 1)];
    one.powerW(NOW - HALF_HOUR_S);
    expect(one.powerW(NOW + 15)).toBe(other.powerW(NOW + 15));
    expect(one.importKWh(NOW + 15)).toBe(other.importKWh(NOW + 15));
  });

  it('has nothing to say in a gap, and its register stands still', () => {
    const replay = new Replay(home({ wh: home().wh.map(() => NaN) }), 1);
    expect(replay.halfHourWh(NOW)).toBeUndefined();
    expect(replay.powerW(NOW)).toBeUndefined();
    expect(replay.importKWh(NOW + 900)).toBe(replay.importKWh(NOW));
  });

  it('refuses a recording that is too short to be repeated', () => {
    expect(() => new Replay(home({ wh: new Float64Array(SLOTS - 1) }), 1)).toThrow('52 weeks');
  });
});
