import { configTopic, deviceTopic, HOME, type RetainedMessage } from './topics';

export interface DiscoveredHub {
  /** Letters, digits and _ alone: part of topics. */
  readonly id: string;
  readonly version: string;
  readonly locale: 'en' | 'cy';
}

/** A device with a plan. */
interface PlannedDevice {
  readonly id: number;
  readonly name: string;
}

/** A value is not shown any more when nothing was heard for this long: the hub says each once a minute. */
const EXPIRES_AFTER_S = 300;

interface Sensor {
  readonly key: string;
  readonly name: Readonly<Record<'en' | 'cy', string>>;
  readonly topic: string;
  readonly attributes?: string;
  readonly more: Readonly<Record<string, unknown>>;
}

const SENSORS: readonly Sensor[] = [
  {
    key: 'power',
    name: { en: 'Power', cy: 'Pŵer' },
    topic: `${HOME}/power`,
    more: { device_class: 'power', unit_of_measurement: 'W', state_class: 'measurement' },
  },
  {
    key: 'price',
    name: { en: 'Price now', cy: 'Pris nawr' },
    topic: `${HOME}/price`,
    attributes: `${HOME}/forecast`,
    more: { unit_of_measurement: 'GBP/kWh', state_class: 'measurement', suggested_display_precision: 4 },
  },
  {
    key: 'price_next',
    name: { en: 'Price next', cy: 'Pris nesaf' },
    topic: `${HOME}/price_next`,
    more: { unit_of_measurement: 'GBP/kWh', suggested_display_precision: 4 },
  },
  {
    key: 'verdict',
    name: { en: 'Time to use electricity', cy: 'Amser i ddefnyddio trydan' },
    topic: `${HOME}/verdict`,
    more: { device_class: 'enum', options: ['good', 'fair', 'poor', 'even', 'unknown'] },
  },
  {
    key: 'hydro_share',
    name: { en: 'Hydro share', cy: 'Cyfran o’r hydro' },
    topic: `${HOME}/hydro_share`,
    more: { unit_of_measurement: '%', state_class: 'measurement' },
  },
];

const planSensor = ({ id, name }: PlannedDevice): Sensor => ({
  key: `device_${id}_plan`,
  name: { en: `${name}: next start`, cy: `${name}: dechrau nesaf` },
  topic: deviceTopic(id, 'next_start'),
  attributes: deviceTopic(id, 'plan'),
  more: { device_class: 'timestamp' },
});

/** One message for each value, in the form of Home Assistant's MQTT discovery. */
export function discovery(hub: DiscoveredHub, devices: readonly PlannedDevice[]): RetainedMessage[] {
  return [...SENSORS, ...devices.map(planSensor)].map((sensor) => ({
    topic: configTopic(hub.id, sensor.key),
    payload: JSON.stringify(configOf(hub, sensor)),
  }));
}

function configOf({ id, version, locale }: DiscoveredHub, { key, name, topic, attributes, more }: Sensor): object {
  return {
    name: name[locale],
    unique_id: `${id}_${key}`,
    state_topic: topic,
    ...(attributes !== undefined && { json_attributes_topic: attributes }),
    ...more,
    expire_after: EXPIRES_AFTER_S,
    device: { identifiers: [id], name: 'CydYnni', manufacturer: 'CydYnni', model: 'Hub', sw_version: version },
    origin: { name: 'CydYnni Hub', sw_version: version },
  };
}
