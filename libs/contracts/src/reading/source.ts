import type { Source } from '@hub/domain/metering';
import { HALF_HOUR_S } from '@hub/domain/time';

/** Distance between live points. The meter gateway reports every 5–10 s, emoncms feeds of the field are 10 s. */
const LIVE_INTERVAL_S = 10;

const live = (node: string, name: string, unit: string): Source => ({
  node,
  name,
  unit,
  intervalS: LIVE_INTERVAL_S,
  durable: false,
  logged: true,
});
const halfHour = (node: string, name: string, unit: string): Source => ({
  node,
  name,
  unit,
  intervalS: HALF_HOUR_S,
  durable: true,
  logged: true,
});

/** Node of a meter's inputs. */
export const meterNode = (serial: string): string => `meter:${serial}`;
/** Node of a club's inputs. */
export const clubNode = (club: string): string => `club:${club}`;

/** The inputs that the hub makes itself, each with its unit. */
export const sources = {
  power: (serial: string): Source => live(meterNode(serial), 'power', 'W'),
  importTotal: (serial: string): Source => live(meterNode(serial), 'import_total', 'kWh'),
  exportTotal: (serial: string): Source => live(meterNode(serial), 'export_total', 'kWh'),
  importHalfHour: (serial: string): Source => halfHour(meterNode(serial), 'import_halfhour', 'kWh'),
  exportHalfHour: (serial: string): Source => halfHour(meterNode(serial), 'export_halfhour', 'kWh'),
  statusHalfHour: (serial: string): Source => halfHour(meterNode(serial), 'status_halfhour', ''),
  /** Reactive and apparent energy, which only the original's meters report, every few hours. */
  register: (serial: string, name: string, unit: string): Source => halfHour(meterNode(serial), name, unit),
  club: (club: string, name: 'generation' | 'consumption' | 'signal'): Source =>
    halfHour(clubNode(club), name, name === 'signal' ? '' : 'kWh'),
  /** What a device says of itself is seen; it is logged when its template or a person asks for it. */
  device: (node: string, name: string): Source => ({ ...live(node, name, ''), logged: false }),
};
