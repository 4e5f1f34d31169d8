import { describe, expect, it } from 'vitest';
import { DEVICE_TYPES, type DeviceTypeName } from '.';
import { decoded, type Recorded } from './recorded.fake';

const decodes = (name: DeviceTypeName, own: string, table: readonly Recorded[]): void =>
  it.each(decoded(name, own, table))('$topic $payload', ({ said, made }) => {
    expect(made()).toEqual(said);
  });

const at = (iso: string): number => Date.parse(iso) / 1000;
const LONDON = 'Europe/London';
const run = (start: string, end: string) => ({ start: at(start), end: at(end) });

describe('OpenEVSE, RAPI over MQTT', () => {
  decodes('openevse-rapi', 'emon/openevse', [
    ['emon/openevse', 'connected', { joined: true }],
    ['emon/openevse', 'disconnected', {}],
    ['emon/openevse/rapi/out', '$OK 254 0^25', { on: false }],
    ['emon/openevse/rapi/out', '$OK 3 1205^24', { on: true }],
    ['emon/openevse/rapi/out', '$OK FE 0 FE 0000^25', { on: false }],
    ['emon/openevse/rapi/out', '$OK 01 12 01 0001^20', { on: true }],
    ['emon/openevse/rapi/out', '$OK 6 0^25', {}],
    ['emon/openevse/rapi/out', '$OK 3 0 6 0^25', { timer: '03 00 06 00', mode: 'timer' }],
    ['emon/openevse/rapi/out', '$OK 00 00 00 00^20', { timer: '00 00 00 00' }],
    ['emon/openevse/rapi/out', '$OK^20', {}],
    ['emon/openevse/rapi/out', '$NK^21', {}],
    ['emon/openevse/state', '254', { on: false }],
    ['emon/openevse/wh', '1234567', { energyKWh: 1234.567 }],
    ['emon/openevse/wh', '-1', {}],
    ['emon/openevse/amp', '31200', {}],
    ['emon/openevse/state', '3', { on: true }],
    ['emon/openevse/state', '0', {}],
    ['emon/openevse/manual_override', '1', { cause: 'person' }],
    ['emon/openevse/divertmode/set', '1', null],
    ['emon/openevse/rapi/in/$GS', '', null],
    ['emon/openevse2/state', '3', null],
  ]);

  it('is switched and given its timer as the original hub did', () => {
    const { control } = DEVICE_TYPES['openevse-rapi'];
    const address = { topic: 'emon/openevse', outlet: 1 };
    expect(control?.switch(address, false)).toEqual([
      { topic: 'emon/openevse/rapi/in/$ST', payload: '00 00 00 00' },
      { topic: 'emon/openevse/rapi/in/$FS', payload: '' },
    ]);
    expect(control?.timer?.set(address, '03 00 06 00')).toEqual([
      { topic: 'emon/openevse/rapi/in/$ST', payload: '03 00 06 00' },
    ]);
  });

  it.each([
    ['winter', run('2026-01-15T02:00:00Z', '2026-01-15T05:00:00Z'), '02 00 05 00'],
    ['summer: local time', run('2026-07-15T02:00:00Z', '2026-07-15T05:00:00Z'), '03 00 06 00'],
    ['over the hour that is skipped', run('2026-03-29T00:30:00Z', '2026-03-29T02:00:00Z'), '00 30 03 00'],
    [
      'from an hour that is shown twice, the first time',
      run('2026-10-25T00:30:00Z', '2026-10-25T04:00:00Z'),
      undefined,
    ],
    [
      'from an hour that is shown twice, the second time',
      run('2026-10-25T01:30:00Z', '2026-10-25T04:00:00Z'),
      undefined,
    ],
    ['around that hour', run('2026-10-24T22:00:00Z', '2026-10-25T03:00:00Z'), '23 00 03 00'],
  ])('%s', (_, one, timer) => {
    expect(DEVICE_TYPES['openevse-rapi'].control?.timer?.write([one], LONDON)).toBe(timer);
  });
});

describe('OpenEVSE, firmware 4', () => {
  const own = 'openevse-7b2c';
  decodes('openevse', own, [
    [
      'openevse/announce/7b2c',
      { state: 'connected', id: 'c44f330dxxad', name: own, mqtt: own, http: 'http://192.168.1.43/' },
      { joined: true },
    ],
    ['openevse/announce/7b2c', { state: 'disconnected', id: 'c44f330dxxad', name: own }, { gone: true }],
    ['openevse/announce/1111', { state: 'connected', name: 'openevse-1111', mqtt: 'openevse-1111' }, null],
    [`${own}/status`, 'active', { on: true }],
    [`${own}/status`, 'disabled', { on: false }],
    [`${own}/state`, '3', { on: true }],
    [`${own}/state`, '254', { on: false }],
    [`${own}/state`, '5', {}],
    [`${own}/amp`, '31200', {}],
    [`${own}/power`, '7176', { powerW: 7176 }],
    [`${own}/total_energy`, '998.25', { energyKWh: 998.25 }],
    [`${own}/watthour`, '998250', { energyKWh: 998.25 }],
    [`${own}/wh`, '998250', { energyKWh: 998.25 }],
    [`${own}/wh`, 'nan', {}],
    [`${own}/pilot`, '32', {}],
    [`${own}/wattsec`, '90122400', {}],
    [`${own}/session_energy`, '25034', {}],
    [`${own}/total_energy`, 'false', {}],
    [`${own}/temp`, 'false', {}],
    [`${own}/override`, { state: 'null' }, { mode: 'timer' }],
    [`${own}/override`, { state: 'active', charge_current: 16, auto_release: true }, { mode: 'on', on: true }],
    [`${own}/override`, { state: 'disabled' }, { mode: 'off', on: false }],
    [`${own}/claim`, { state: 'null' }, {}],
    [`${own}/override/set`, 'clear', null],
    [`${own}/schedule`, [{ id: 1, state: 'active', time: '00:30:00', days: ['monday'] }], { timer: '[]' }],
    [`${own}/time`, '2026-11-30T12:00:00Z', { clock: at('2026-11-30T12:00:00Z') }],
  ]);

  it('reads back the schedule that it was given, whatever else the household keeps there', () => {
    const type = DEVICE_TYPES.openevse;
    const timer = type.control?.timer?.write([run('2026-07-15T22:30:00Z', '2026-07-16T04:00:00Z')], LONDON) ?? '';
    expect(JSON.parse(timer)).toEqual([
      { id: 90001, state: 'active', time: '23:30:00', days: ['wednesday'] },
      { id: 90002, state: 'disabled', time: '05:00:00', days: ['thursday'] },
    ]);
    const kept = JSON.stringify([
      { id: 3, state: 'active', time: '01:00:00', days: [] },
      ...(JSON.parse(timer) as object[]),
    ]);
    expect(type.decode({ topic: `${own}/schedule`, text: kept }, { topic: own, outlet: 1 })).toEqual({ timer });
  });

  it('is overridden, and the override is cleared for the schedule', () => {
    const address = { topic: own, outlet: 1 };
    const { control } = DEVICE_TYPES.openevse;
    expect(control?.switch(address, true)).toEqual([{ topic: `${own}/override/set`, payload: '{"state":"active"}' }]);
    expect(control?.timer?.set(address, '[]')).toEqual([{ topic: `${own}/schedule/set`, payload: '[]' }]);
    expect(control?.timer?.follow(address, true)).toEqual([
      { topic: `${own}/override/set`, payload: 'clear' },
      { topic: `${own}/claim/set`, payload: 'release' },
    ]);
  });
});
