import { below, type DeviceType } from '../device-type';
import { number, scaled, total } from '../payload';
import { HEARD, report } from '../report';

/*
 * GivTCP, the local bridge to GivEnergy inverters: one value on each topic below `GivEnergy/<serial>`. The inverter's
 * grid power is positive for export; the hub's is positive for import.
 */

export const givTcp: DeviceType = {
  kind: 'meter',
  topicOf: (name) => `GivEnergy/${name}`,
  rights: ({ topic }) => ({ publishes: [`${topic}/#`], subscribes: [`${topic}/#`] }),
  decode: ({ topic, text }, { topic: own }) => {
    switch (below(topic, own)) {
      case undefined:
        return null;
      case 'Power/Power/Grid_Power':
        return report({ powerW: scaled(number(text), -1) }) ?? HEARD;
      case 'Energy/Total/Import_Energy_Total_kWh':
        return report({ energyKWh: total(text) }) ?? HEARD;
      case 'Energy/Total/Export_Energy_Total_kWh':
        return report({ exportKWh: total(text) }) ?? HEARD;
      default:
        return HEARD;
    }
  },
  settings: {
    path: ['Configuration', 'MQTT'],
    host: 'MQTT Address',
    port: 'MQTT Port',
    user: 'MQTT Username',
    password: 'MQTT Password',
    topic: 'MQTT Topic',
    also: [['Home Assistant auto discovery', 'off']],
  },
};
