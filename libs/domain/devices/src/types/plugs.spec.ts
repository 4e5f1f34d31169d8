import { describe, expect, it } from 'vitest';
import { DEVICE_TYPES, type DeviceTypeName, zigbeeDevices } from '.';
import { decoded, type Recorded } from './recorded.fake';

const decodes = (name: DeviceTypeName, own: string, table: readonly Recorded[]): void =>
  it.each(decoded(name, own, table))('$topic $payload', ({ said, made }) => {
    expect(made()).toEqual(said);
  });

describe('Tasmota', () => {
  decodes('tasmota', 'tasmota_wash', [
    ['tele/tasmota_wash/LWT', 'Online', { joined: true }],
    ['tele/tasmota_wash/LWT', 'Offline', { gone: true }],
    ['tele/tasmota_wash/INFO3', { Info3: { RestartReason: 'Power On', BootCount: 12 } }, { joined: true }],
    ['stat/tasmota_wash/POWER', 'ON', { on: true }],
    ['stat/tasmota_wash/POWER1', 'OFF', { on: false }],
    ['stat/tasmota_wash/POWER2', 'OFF', {}],
    ['stat/tasmota_wash/POWER2', 'ON', { on: true }, 2],
    ['stat/tasmota_wash/RESULT', { POWER: 'ON' }, { on: true }],
    ['stat/tasmota_wash/RESULT', { POWER1: 'ON' }, {}, 2],
    [
      'tele/tasmota_wash/STATE',
      {
        Time: '2026-07-01T12:00:00',
        Uptime: '0T01:00:10',
        UptimeSec: 3610,
        Heap: 25,
        POWER: 'OFF',
        Wifi: { RSSI: 70 },
      },
      { on: false, uptimeS: 3610 },
    ],
    [
      'tele/tasmota_wash/SENSOR',
      {
        Time: '2026-07-01T12:00:00',
        ENERGY: {
          TotalStartTime: '2025-01-01T00:00:00',
          Total: 3.185,
          Yesterday: 0.5,
          Today: 0.1,
          Period: 0,
          Power: 12,
          ApparentPower: 20,
          Factor: 0.6,
          Voltage: 241,
          Current: 0.083,
        },
      },
      { powerW: 12, energyKWh: 3.185 },
    ],
    ['tele/tasmota_wash/SENSOR', { ENERGY: { Total: [1.5, 2.5], Power: [10, 20] } }, { powerW: 20, energyKWh: 2.5 }, 2],
    ['tele/tasmota_wash/SENSOR', '{"ENERGY":{"Total":3.185,"Power":nan}}', { energyKWh: 3.185 }],
    ['tele/tasmota_wash/SENSOR', { ENERGY: { Total: null, Power: 'unavailable' } }, {}],
    ['tele/tasmota_wash/SENSOR', { DS18B20: { Id: '01', Temperature: 21.4 }, TempUnit: 'C' }, {}],
    [
      'stat/tasmota_wash/STATUS8',
      { StatusSNS: { Time: '2026-07-01T12:00:00', ENERGY: { Total: 4, Power: 0 } } },
      { powerW: 0, energyKWh: 4 },
    ],
    ['stat/tasmota_wash/STATUS11', { StatusSTS: { UptimeSec: 50, POWER: 'ON' } }, { on: true, uptimeS: 50 }],
    ['stat/tasmota_dry/POWER', 'ON', null],
    ['cmnd/tasmota_wash/POWER', 'ON', null],
  ]);
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

describe('Zigbee2MQTT', () => {
  decodes('zigbee', 'zigbee2mqtt/heater', [
    [
      'zigbee2mqtt/heater',
      { state: 'ON', power: 1200, energy: 12.34, voltage: 240, linkquality: 120 },
      { on: true, powerW: 1200, energyKWh: 12.34 },
    ],
    ['zigbee2mqtt/heater', { state: 'OFF', power: null, energy: null }, { on: false }],
    ['zigbee2mqtt/heater', { state_l1: 'ON', state_l2: 'OFF' }, { on: true }],
    ['zigbee2mqtt/heater', { state_l1: 'ON', state_l2: 'OFF', power_l2: 3 }, { on: false, powerW: 3 }, 2],
    ['zigbee2mqtt/heater', '', {}],
    ['zigbee2mqtt/heater/availability', { state: 'offline' }, { gone: true }],
    ['zigbee2mqtt/heater/availability', 'online', {}],
    ['zigbee2mqtt/bridge/state', { state: 'offline' }, { gone: true }],
    ['zigbee2mqtt/heater/set', { state: 'ON' }, null],
    ['zigbee2mqtt/heater2', { state: 'ON' }, null],
  ]);

  it('reads what can be switched or measures from the list of the bridge', () => {
    const plug = {
      ieee_address: '0x00158d0001',
      type: 'Router',
      friendly_name: 'heater',
      definition: {
        vendor: 'IKEA',
        model: 'INSPELNING',
        exposes: [
          {
            type: 'switch',
            features: [
              { type: 'binary', name: 'state', property: 'state', access: 7, value_on: 'ON', value_off: 'OFF' },
            ],
          },
          { type: 'numeric', name: 'power', property: 'power', unit: 'W', access: 5 },
          { type: 'numeric', name: 'energy', property: 'energy', unit: 'kWh', access: 5 },
        ],
      },
    };
    const list = [
      { ieee_address: '0x0', type: 'Coordinator', friendly_name: 'Coordinator', definition: null },
      plug,
      {
        ieee_address: '0x2',
        type: 'EndDevice',
        friendly_name: 'remote',
        definition: { exposes: [{ type: 'enum', name: 'action', access: 1 }] },
      },
      null,
      'x',
    ];
    expect(zigbeeDevices(JSON.stringify(list))).toEqual([
      {
        address: '0x00158d0001',
        name: 'heater',
        model: 'IKEA INSPELNING',
        outlets: 1,
        measuresPower: true,
        measuresEnergy: true,
      },
    ]);
    expect(zigbeeDevices('{"no":"list"}')).toEqual([]);
  });
});

describe('ESPHome', () => {
  decodes('esphome', 'pump', [
    ['pump/status', 'online', { joined: true }],
    ['pump/status', 'offline', { gone: true }],
    ['pump/switch/relay/state', 'ON', { on: true }],
    ['pump/switch/relay_2/state', 'ON', {}],
    ['pump/sensor/power/state', '12.3', { powerW: 12.3 }],
    ['pump/sensor/power/state', 'nan', {}],
    ['pump/sensor/energy/state', '9000', {}],
    ['pump/switch/relay/command', 'ON', null],
  ]);
});
