import { describe, expect, it } from 'vitest';
import { controlOf } from '../types';
import { answers, goalOf, observe, plannedOn, reconcile, UNHEARD, type DeviceState, type Plan } from '.';

const at = (iso: string): number => Date.parse(iso) / 1000;
const ZONE = 'Europe/London';
const NOON = at('2026-01-15T12:00:00Z');
const address = { topic: 'emon/smartplug1', outlet: 1 };
const control = controlOf('smartplug');
const hour = (from: number, to: number) => ({ start: NOON + 3600 * from, end: NOON + 3600 * to });
const plan = (...runs: { start: number; end: number }[]): Plan => ({ override: null, runs });
const off = { mode: 'off', on: false, timer: '0000 0000 0000 0000' } as const;
const heard = (plugPlan: Plan, now = NOON): DeviceState =>
  observe(UNHEARD, off, { control, plan: plugPlan, zone: ZONE }, now);
const sent = (wanted: Plan, state: DeviceState, now = NOON, clockKnown = true) =>
  reconcile({ control, address, plan: wanted, state }, { now, clockKnown, zone: ZONE }).map(({ topic, payload }) =>
    `${topic.slice(address.topic.length + 1)} ${payload}`.trim(),
  );

describe('one cycle', () => {
  it('asks a plug that has not spoken yet, and switches nothing', () => {
    expect(sent(plan(hour(-1, 1)), UNHEARD)).toEqual(['in/state']);
  });

  it('sets both slots, and lets the plug follow them when it has read them back', () => {
    const wanted = plan(hour(-1, 1), hour(3, 4), hour(6, 7));
    expect(sent(wanted, heard(wanted))).toEqual(['in/timer 1100 1300 1500 1600', 'in/state']);
    const set = observe(
      heard(wanted),
      { ...off, timer: '1100 1300 1500 1600' },
      { control, plan: wanted, zone: ZONE },
      NOON,
    );
    expect(sent(wanted, set)).toEqual(['in/ctrlmode Timer', 'in/state']);
    const following = observe(
      set,
      { mode: 'timer', timer: '1100 1300 1500 1600' },
      { control, plan: wanted, zone: ZONE },
      NOON,
    );
    expect(sent(wanted, following)).toEqual([]);
  });

  it('switches off at the end of the last run', () => {
    const wanted = plan(hour(-3, -1));
    const state = observe(
      UNHEARD,
      { mode: 'timer', timer: '0900 1100 0000 0000' },
      { control, plan: wanted, zone: ZONE },
      NOON,
    );
    expect(sent(wanted, state)).toEqual(['in/ctrlmode Off', 'in/state']);
  });

  it.each([
    ['while the clock is not set', plan(hour(-1, 1)), false],
    ['for a device without a schedule', { override: null, runs: null }, true],
  ])('switches nothing %s', (_, wanted, clockKnown) => {
    expect(sent(wanted, heard(wanted), NOON + 60, clockKnown)).toEqual(['in/state']);
  });

  it('puts the household’s own word first, until it ends', () => {
    const wanted: Plan = { override: { on: true, since: NOON - 60, until: NOON + 60 }, runs: [] };
    expect([NOON, NOON + 60].map((now) => plannedOn(wanted, now))).toEqual([true, false]);
    expect(sent(wanted, heard(wanted))).toEqual(['in/ctrlmode On', 'in/state']);
  });

  it('switches a plug whose clock is wrong itself', () => {
    const wanted = plan(hour(-1, 1));
    expect(sent(wanted, { ...heard(wanted), clockAheadS: 3600 })).toEqual(['in/ctrlmode On', 'in/state']);
  });

  it('lets a run that is longer than a day’s timer run', () => {
    const wanted = plan(hour(-1, 30));
    expect(goalOf(control, wanted, heard(wanted), NOON, ZONE)).toMatchObject({ mode: 'on', on: true });
  });

  it('writes times in UTC on the day on which the clocks go back', () => {
    const night = at('2026-10-25T00:00:00Z');
    const wanted = plan({ start: night + 1800, end: night + 5400 });
    expect(sent(wanted, heard(wanted, night), night)[0]).toBe('in/timer 0030 0130 0000 0000');
  });
});

describe('a press of the button', () => {
  const wanted = plan(hour(-1, 1), hour(3, 4));
  const timer = '1100 1300 1500 1600';
  const following = observe(
    { ...heard(wanted), timer },
    { mode: 'timer', timer },
    { control, plan: wanted, zone: ZONE },
    NOON,
  );
  const press = (mode: 'on' | 'off', state = following, now = NOON + 5) =>
    observe(state, { mode, on: mode === 'on', cause: 'person' }, { control, plan: wanted, zone: ZONE }, now);

  it('holds until the plan changes, and then no longer', () => {
    const pressed = press('off', press('on'), NOON + 7);
    expect(pressed.press).toEqual({ on: false, at: NOON + 7, against: true, until: NOON + 3600 });
    expect(sent(wanted, pressed, NOON + 3540)).not.toContain('in/ctrlmode Timer');
    expect(sent(wanted, pressed, NOON + 3600)).toContain('in/timer 1500 1600 0000 0000');
  });

  it('that changed nothing leaves time for a second one, and then gives the timer back', () => {
    expect(sent(wanted, press('on'), NOON + 30)).toEqual([]);
    expect(sent(wanted, press('on'), NOON + 200)).toContain('in/ctrlmode Timer');
  });

  it('is taken from the plug’s state when its own message was lost, since the timer is still there', () => {
    const state = { mode: 'off', on: false, timer } as const;
    const seen = [10, 30].reduce(
      (known, s) => observe(known, state, { control, plan: wanted, zone: ZONE }, NOON + s),
      following,
    );
    expect(seen.press?.on).toBe(false);
  });

  it('is not seen in a plug that lost its timer with its power', () => {
    const seen = [10, 30].reduce(
      (known, s) => observe(known, off, { control, plan: wanted, zone: ZONE }, NOON + s),
      following,
    );
    expect(seen.press).toBeNull();
    expect(sent(wanted, seen, NOON + 31)).toContain(`in/timer ${timer}`);
  });
});

it('shows a device that has been silent for three minutes as not answering', () => {
  const state = heard(plan());
  expect([0, 150, 180].map((age) => answers(state, NOON + age))).toEqual([true, true, false]);
});
