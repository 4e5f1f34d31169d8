import { describe, expect, it } from 'vitest';
import { type DeviceTypeName, zigbeeDevices } from '.';
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
    ['tele/tasmota_wash/SENSOR', { ENERGY: { Total: 4, Power: [10, 20], Voltage: 235 } }, { powerW: 10 }],
    ['tele/tasmota_wash/SENSOR', { ENERGY: { Total: 4, Power: [10, 20], Voltage: 235 } }, { powerW: 20 }, 2],
    ['tele/tasmota_wash/SENSOR', { ENERGY: { Total: '102.550', Power: '22' } }, { powerW: 22, energyKWh: 102.55 }],
    [
      'tele/tasmota_wash/STATE',
      { Time: '2018-07-01T12:00:00', Uptime: '12T01:02:03', POWER1: 'ON', POWER2: 'OFF' },
      { on: false, uptimeS: 1_040_523 },
      2,
    ],
    ['stat/tasmota_wash/POWER12', 'ON', { on: true }, 12],
    ['stat/tasmota_wash/POWER12', 'ON', {}],
    ['stat/tasmota_wash/STATUS', { Status: { Power: 1, Topic: 'tasmota_wash' } }, {}],
    ['stat/tasmota_wash/STATUS10', { StatusSNS: { ENERGY: { Total: 4, Power: 7 } } }, { powerW: 7, energyKWh: 4 }],
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
    [
      'zigbee2mqtt/heater',
      { state: 'ON', power: '1200', energy: '12.34' },
      { on: true, powerW: 1200, energyKWh: 12.34 },
    ],
    ['zigbee2mqtt/heater', '{"state":"ON","power":nan,"energy":-1}', { on: true }],
    ['zigbee2mqtt/heater', { power: -4, produced_energy: 2 }, { powerW: -4, exportKWh: 2 }],
    ['zigbee2mqtt/heater/availability', { state: 'online' }, {}],
    ['zigbee2mqtt/heater/availability', 'offline', { gone: true }],
    [
      'zigbee2mqtt/bridge/event',
      { type: 'device_announce', data: { friendly_name: 'heater', ieee_address: '0x1' } },
      { joined: true },
    ],
    ['zigbee2mqtt/bridge/event', { type: 'device_announce', data: { friendly_name: 'heater2' } }, null],
    ['zigbee2mqtt/bridge/event', { type: 'device_leave', data: { friendly_name: 'heater' } }, null],
    ['zigbee2mqtt/heater/get', { state: '' }, null],
    ['zigbee2mqtt/bridge/state', 'online', null],
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
