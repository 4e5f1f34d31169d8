import { DEVICE_TYPES, type DeviceTypeName } from '.';
import type { Report } from '../report';

/** A message as a device sends it, and what it says: topic, payload, report (null: not about this device), outlet. */
export type Recorded = readonly [topic: string, payload: string | object, said: Report | null, outlet?: number];

/** Rows for `it.each`: each recorded message, what it says, and what its type makes of it. */
export const decoded = (name: DeviceTypeName, own: string, table: readonly Recorded[]) =>
  table.map(([topic, payload, said, outlet = 1]) => ({
    topic,
    payload,
    said,
    made: () => {
      const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
      return DEVICE_TYPES[name].decode({ topic, text }, { topic: own, outlet });
    },
  }));
