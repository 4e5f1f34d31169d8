import { describe, expect, it } from 'vitest';
import { DEVICE_TYPES, type DeviceTypeName } from '.';
import { decoded, type Recorded } from './recorded.fake';

const decodes = (name: DeviceTypeName, own: string, table: readonly Recorded[]): void =>
  it.each(decoded(name, own, table))('$topic $payload', ({ said, made }) => {
    expect(made()).toEqual(said);
  });

describe('Shelly, first generation', () => {
  decodes('shelly-gen1', 'shellies/shellyplug-s-7AE2F1', [
    ['shellies/shellyplug-s-7AE2F1/online', 'true', { joined: true }],
    ['shellies/shellyplug-s-7AE2F1/online', 'false', { gone: true }],
    ['shellies/shellyplug-s-7AE2F1/relay/0', 'on', { on: true }],
    ['shellies/shellyplug-s-7AE2F1/relay/0', 'overpower', {}],
    ['shellies/shellyplug-s-7AE2F1/relay/0/power', '34.56', { powerW: 34.56 }],
    ['shellies/shellyplug-s-7AE2F1/relay/0/energy', '120000', { energyKWh: 2 }],
    ['shellies/shellyplug-s-7AE2F1/relay/1', 'on', {}],
    ['shellies/shellyplug-s-7AE2F1/relay/1/energy', '60000', { energyKWh: 1 }, 2],
    ['shellies/shellyplug-s-7AE2F1/relay/0/power', 'nan', {}],
    ['shellies/shellyplug-s-7AE2F1/relay/0/energy', '-5', {}],
    ['shellies/shellyplug-s-7AE2F1/emeter/0/energy', '12', {}],
    ['shellies/shellyplug-s-7AE2F1/temperature', '41.2', {}],
    ['shellies/announce', { id: 'shellyplug-s-7AE2F1' }, null],
    ['shellies/shellyplug-s-7AE2F1/emeter/0/power', '-512.4', { powerW: -512.4 }],
    ['shellies/shellyplug-s-7AE2F1/emeter/0/total', '1234500', { energyKWh: 1234.5 }],
    ['shellies/shellyplug-s-7AE2F1/emeter/0/total_returned', '2000', { exportKWh: 2 }],
    [
      'shellies/shellyplug-s-7AE2F1/info',
      {
        wifi_sta: { connected: true, ip: '192.168.1.20' },
        relays: [{ ison: true, has_timer: false, source: 'input' }],
        meters: [{ power: 10.5, is_valid: true, total: 60000 }],
        unixtime: 1796000000,
        uptime: 777,
      },
      { ip: '192.168.1.20', on: true, cause: 'person', powerW: 10.5, energyKWh: 1, clock: 1796000000, uptimeS: 777 },
    ],
    [
      'shellies/shellyplug-s-7AE2F1/info',
      { relays: [{ ison: false, source: 'mqtt' }], meters: [{ power: 0, is_valid: false, total: 0 }], unixtime: 0 },
      { on: false, cause: 'hub' },
    ],
    ['shellies/shellyplug-s-7AE2F1/relay/0/command', 'on', null],
    ['shellies/shelly1-1/relay/0', 'on', null],
  ]);
});

describe('Shelly, second generation and later', () => {
  const own = 'shellyplusplugs-b0b21c1122';
  const status = {
    id: 0,
    source: 'button',
    output: true,
    apower: 4.3,
    voltage: 240.1,
    current: 0.02,
    aenergy: { total: 11679, by_minute: [1, 2, 3], minute_ts: 1796000000 },
  };
  decodes('shelly-gen2', own, [
    [`${own}/online`, 'true', { joined: true }],
    [`${own}/status/switch:0`, status, { on: true, cause: 'person', powerW: 4.3, energyKWh: 11.679 }],
    [`${own}/status/switch:1`, { ...status, id: 1 }, {}],
    [`${own}/status/switch:0`, { id: 0, source: 'MQTT', output: false, apower: null }, { on: false, cause: 'hub' }],
    [`${own}/status/switch:0`, { id: 0, source: 'init', output: false }, { on: false, cause: 'start' }],
    [`${own}/status/sys`, { uptime: 42, unixtime: null, time: null }, { uptimeS: 42 }],
    [
      `${own}/events/rpc`,
      {
        src: own,
        dst: `${own}/events`,
        method: 'NotifyStatus',
        params: { ts: 1796000000.12, 'switch:0': { id: 0, output: false, source: 'HTTP_in' } },
      },
      { on: false, cause: 'person' },
    ],
    [
      `${own}/events/rpc`,
      {
        src: own,
        dst: `${own}/events`,
        method: 'NotifyStatus',
        params: { ts: 1796000000, 'switch:0': { id: 0, aenergy: { total: 500 } } },
      },
      { energyKWh: 0.5 },
    ],
    [
      `${own}/events/rpc`,
      { src: own, method: 'NotifyEvent', params: { ts: 1, events: [{ component: 'input:0', event: 'single_push' }] } },
      {},
    ],
    [
      `${own}/hub/rpc`,
      {
        id: 1,
        src: own,
        dst: `${own}/hub`,
        result: { 'switch:0': status, sys: { uptime: 9, unixtime: 1796000001 }, wifi: { sta_ip: '192.168.1.9' } },
      },
      { on: true, cause: 'person', powerW: 4.3, energyKWh: 11.679, uptimeS: 9, clock: 1796000001, ip: '192.168.1.9' },
    ],
    [`${own}/hub/rpc`, { id: 1, src: own, dst: `${own}/hub`, result: { was_on: false } }, {}],
    [
      `${own}/events/rpc`,
      {
        src: own,
        dst: `${own}/events`,
        method: 'NotifyFullStatus',
        params: {
          ts: 1796000002.4,
          cloud: { connected: false },
          'input:0': { id: 0, state: false },
          'switch:0': { ...status, source: 'WS_in', aenergy: { total: '12500.5' } },
          'switch:1': { ...status, id: 1, output: false, apower: -3.5 },
          sys: { uptime: 3600, unixtime: 1796000002 },
          wifi: { sta_ip: '192.168.1.9', status: 'got ip' },
        },
      },
      {
        on: true,
        cause: 'person',
        powerW: 4.3,
        energyKWh: 12.5005,
        uptimeS: 3600,
        clock: 1796000002,
        ip: '192.168.1.9',
      },
    ],
    [
      `${own}/events/rpc`,
      { method: 'NotifyFullStatus', params: { 'switch:1': { id: 1, output: false, source: 'timer', apower: -3.5 } } },
      { on: false, cause: 'timer', powerW: -3.5 },
      2,
    ],
    [
      `${own}/status/pm1:0`,
      { id: 0, apower: -700, aenergy: { total: 10 }, ret_aenergy: { total: 2000 } },
      { powerW: -700, energyKWh: 0.01, exportKWh: 2 },
    ],
    [`${own}/status/switch:0`, { id: 0, output: 'true', apower: 'nan', aenergy: { total: null } }, { on: true }],
    [`${own}/online`, 'false', { gone: true }],
    [`${own}/status/em:0`, { id: 0, total_act_power: -321.5 }, { powerW: -321.5 }],
    [`${own}/status/emdata:0`, { id: 0, total_act: 1500, total_act_ret: 250 }, { energyKWh: 1.5, exportKWh: 0.25 }],
    [`${own}/rpc`, {}, null],
  ]);

  it('is asked to answer below its own topic', () => {
    const [command] = DEVICE_TYPES['shelly-gen2'].control?.switch({ topic: own, outlet: 1 }, true) ?? [];
    expect(command?.topic).toBe(`${own}/rpc`);
    expect(JSON.parse(command?.payload ?? '')).toEqual({
      id: 1,
      src: `${own}/hub`,
      method: 'Switch.Set',
      params: { id: 0, on: true },
    });
  });
});
