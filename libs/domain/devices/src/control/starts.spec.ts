import { expect, it } from 'vitest';
import { type DeviceTypeName, controlOf, deviceType } from '../types';
import type { Report } from '../report';
import { observe, reconcile, UNHEARD, type DeviceState, type Plan } from '.';

const ZONE = 'Europe/London';
const NOON = Date.parse('2026-01-15T12:00:00Z') / 1000;
const ALL_DAY: Plan = { override: null, runs: [{ start: NOON - 3600, end: NOON + 3600 }] };

/** A device of a type in a run of its plan, that has said so much by `NOON` and a second more for each further word. */
function device(typeName: DeviceTypeName, ...words: readonly Report[]) {
  const control = controlOf(typeName);
  const address = { topic: deviceType(typeName).topicOf('1'), outlet: 1 };
  const hear = (state: DeviceState, said: Report, now: number): DeviceState =>
    observe(state, said, { control, plan: ALL_DAY, zone: ZONE }, now);
  const sent = (state: DeviceState, now: number): readonly string[] =>
    reconcile({ control, address, plan: ALL_DAY, state }, { now, clockKnown: true, zone: ZONE }).map(
      ({ topic, payload }) => `${topic.slice(address.topic.length + 1)} ${payload}`.trim(),
    );
  return { hear, sent, state: words.reduce((known, said, index) => hear(known, said, NOON + index), UNHEARD) };
}

it('a press that was the device’s own start is none as soon as its uptime says so', () => {
  const { hear, sent, state } = device('esphome', { on: true });
  const off = hear(state, { on: false }, NOON + 100);
  expect(off.press?.on).toBe(false);
  const known = hear(off, { uptimeS: 4 }, NOON + 102);
  expect(known.press).toBeNull();
  expect(sent(known, NOON + 103)).toEqual(['switch/relay/command ON']);
});

it('a press stays one when the device has been running for long', () => {
  const { hear, state } = device('esphome', { on: true });
  const pressed = hear(hear(state, { on: false }, NOON + 100), { uptimeS: 4_000 }, NOON + 102);
  expect(pressed.press?.on).toBe(false);
});

it('what a device is when the hub starts is no press: both may have lost their power', () => {
  const { hear, sent, state } = device('zigbee', { on: true });
  const afterStart: DeviceState = { ...UNHEARD, confirmed: state.confirmed };
  const known = hear(afterStart, { on: false }, NOON + 100);
  expect(known.press).toBeNull();
  expect(sent(known, NOON + 101)).toContain('set {"state":"ON"}');
});

it('a charger whose timer acts at its times only is woken when it sleeps within its run', () => {
  const timer = '11 00 13 00';
  const { hear, sent, state } = device('openevse-rapi', { timer, mode: 'timer' }, { on: true });
  expect(state.confirmed).toMatchObject({ on: true, mode: 'timer', timer });
  const back = hear(hear(state, { joined: true }, NOON + 100), { on: false }, NOON + 101);
  expect(back.press).toBeNull();
  expect(sent(back, NOON + 102)).toContain('rapi/in/$FE');
});
