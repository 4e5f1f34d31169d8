import { describe, expect, it } from 'vitest';
import { DEVICE_TYPES, type DeviceTypeName, emonEspTimerOn } from '.';
import { decoded, type Recorded } from './recorded.fake';

const decodes = (name: DeviceTypeName, own: string, table: readonly Recorded[]): void =>
  it.each(decoded(name, own, table))('$topic $payload', ({ said, made }) => {
    expect(made()).toEqual(said);
  });

const at = (iso: string): number => Date.parse(iso) / 1000;
const plug = { topic: 'emon/smartplug5304', outlet: 1 };

describe('EmonESP', () => {
  decodes('smartplug', plug.topic, [
    ['emon/smartplug5304/describe', 'smartplug', { joined: true }],
    [
      'emon/smartplug5304/out/state',
      { ip: '192.168.0.113', ctrlmode: 'Off', timer: '0 0 0 0', vout: '0' },
      { ip: '192.168.0.113', mode: 'off', on: false, timer: '0000 0000 0000 0000' },
    ],
    [
      'emon/smartplug5304/out/state',
      { ip: '192.168.0.113', ctrlmode: 'Timer', timer: '200 500 0 0', vout: '0' },
      { ip: '192.168.0.113', mode: 'timer', timer: '0200 0500 0000 0000' },
    ],
    ['emon/smartplug5304/out/state', { ctrlmode: 'On', timer: '200 500' }, { mode: 'on', on: true }],
    ['emon/smartplug5304/out/state', { ctrlmode: 'Party' }, {}],
    ['emon/smartplug5304/out/state', '{"ctrlmode":"On"', {}],
    ['emon/smartplug5304/out/ctrlmode', 'On', { mode: 'on', on: true, cause: 'person' }],
    ['emon/smartplug5304/out/ctrlmode', 'Off', { mode: 'off', on: false, cause: 'person' }],
    ['emon/smartplug5304/out/ctrlmode', 'Timer', { mode: 'timer', cause: 'person' }],
    ['emon/smartplug5304/out/timer', '200 500 0 0 120', { timer: '0200 0500 0000 0000' }],
    ['emon/smartplug5304/out/timer', '200 500', {}],
    ['emon/smartplug5304/out/vout', '120', {}],
    [
      'emon/smartplug5304/out/state',
      { ip: '192.168.0.113', ctrlmode: 'Timer', timer: '2330 30 0 0', vout: 0, time: 1_796_000_000 },
      { ip: '192.168.0.113', mode: 'timer', timer: '2330 0030 0000 0000', clock: 1_796_000_000 },
    ],
    ['emon/smartplug5304/out/state', { ctrlmode: 2, timer: '200 500 0 -1', time: null }, { mode: 'timer' }],
    ['emon/smartplug5304/out/state', 'null', {}],
    ['emon/smartplug5304/in/timer', '0200 0500 0000 0000', null],
    ['emon/smartplug5304/in/state', '', null],
    ['emon/smartplug5304/power', '12.5', { powerW: 12.5 }],
    ['emon/smartplug5304/power', 'nan', {}],
    ['emon/smartplug5304/freeram', '25000', {}],
    ['emon/smartplug5304/in/ctrlmode', 'On', null],
    ['emon/smartplug53041/describe', 'smartplug', null],
  ]);

  it('is switched, or given its timer and then told to follow it', () => {
    const { control } = DEVICE_TYPES.smartplug;
    expect(control?.switch(plug, true)).toEqual([{ topic: 'emon/smartplug5304/in/ctrlmode', payload: 'On' }]);
    expect(control?.timer?.set(plug, '0200 0500 0000 0000')).toEqual([
      { topic: 'emon/smartplug5304/in/timer', payload: '0200 0500 0000 0000' },
    ]);
    expect(control?.timer?.follow(plug, true)).toEqual([{ topic: 'emon/smartplug5304/in/ctrlmode', payload: 'Timer' }]);
  });

  it.each([
    ['winter', '2026-01-15T02:00:00Z', '2026-01-15T05:00:00Z', '0200 0500 0000 0000'],
    ['summer: the plug counts in UTC', '2026-07-15T02:00:00Z', '2026-07-15T05:00:00Z', '0200 0500 0000 0000'],
    ['the hour that a local clock shows twice', '2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z', '0030 0130 0000 0000'],
    ['over midnight', '2026-01-15T23:30:00Z', '2026-01-16T00:30:00Z', '2330 0030 0000 0000'],
  ])('writes a run: %s', (_, start, end, timer) => {
    expect(DEVICE_TYPES.smartplug.control?.timer?.write([{ start: at(start), end: at(end) }], 'Europe/London')).toBe(
      timer,
    );
    expect([at(start) - 60, at(start), at(end) - 60, at(end)].map((now) => emonEspTimerOn(timer, now))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it('writes two runs', () => {
    const runs = [1, 4, 9].map((hour) => ({
      start: at(`2026-01-15T0${hour}:00:00Z`),
      end: at(`2026-01-15T0${hour}:30:00Z`),
    }));
    expect(DEVICE_TYPES.smartplug.control?.timer?.write(runs, 'Europe/London')).toBe('0100 0130 0400 0430');
  });
});
