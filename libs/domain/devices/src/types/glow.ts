import { below, type DeviceType } from '../device-type';
import { at, instant, json, number, scaled, total } from '../payload';
import { HEARD, report, type Report } from '../report';

/*
 * Glow's in-home display and CAD (Hildebrand), local MQTT: `glow/<id>/SENSOR/electricitymeter` every ten seconds. The
 * device prints an import register of 0 until it has heard the meter; a meter that has run for a day never shows 0.
 */

const WATTS: ReadonlyMap<unknown, number> = new Map([
  ['kW', 1000],
  ['W', 1],
]);
const KILOWATT_HOURS: ReadonlyMap<unknown, number> = new Map([
  ['kWh', 1],
  ['Wh', 0.001],
]);

export const glow: DeviceType = {
  kind: 'meter',
  topicOf: (name) => `glow/${name}`,
  rights: ({ topic }) => ({ publishes: [`${topic}/#`], subscribes: [] }),
  decode: ({ topic, text }, { topic: own }) => {
    const name = below(topic, own);
    if (name === undefined) return null;
    if (name === 'SENSOR/electricitymeter') return meter(at(json(text), 'electricitymeter'));
    return name === 'STATE' ? HEARD : null;
  },
  settings: {
    path: ['Setup', 'MQTT'],
    host: 'Server',
    port: 'Port',
    user: 'Username',
    password: 'Password',
    topic: 'Topic root and device',
    also: [],
  },
};

function meter(value: unknown): Report {
  const imported = scaledBy(
    KILOWATT_HOURS,
    at(value, 'energy', 'import', 'units'),
    total(at(value, 'energy', 'import', 'cumulative')),
  );
  if (imported === 0) return HEARD;
  return (
    report({
      measuredAt: instant(at(value, 'timestamp')),
      powerW: scaledBy(WATTS, at(value, 'power', 'units'), number(at(value, 'power', 'value'))),
      energyKWh: imported,
      exportKWh: scaledBy(
        KILOWATT_HOURS,
        at(value, 'energy', 'export', 'units'),
        total(at(value, 'energy', 'export', 'cumulative')),
      ),
    }) ?? HEARD
  );
}

/** A value whose unit is unknown is no value. */
function scaledBy(units: ReadonlyMap<unknown, number>, unit: unknown, value: number | undefined): number | undefined {
  const factor = units.get(unit);
  return factor === undefined ? undefined : scaled(value, factor);
}
