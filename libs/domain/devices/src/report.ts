import type { Instant } from '@hub/domain/time';

/** One message between a device and the hub. Commands are never retained: a device that comes back would obey an old one. */
export interface Command {
  readonly topic: string;
  readonly payload: string;
}

/** One message of a device as the broker handed it over. */
export interface DeviceMessage {
  readonly topic: string;
  /** The payload as UTF-8 text. */
  readonly text: string;
}

/** Where a device is on the broker, and which of its outlets is meant (counted from 1). */
export interface DeviceAddress {
  /** The topic that is entered in the device, without a slash at its end. */
  readonly topic: string;
  readonly outlet: number;
}

/**
 * Who switched: a `person` (a button, the device's own app or page), the `hub`, the device's own `timer`, or the `start`
 * of the device.
 */
export type Cause = 'person' | 'hub' | 'timer' | 'start';

/** How a device that can follow timers decides: switched `on` or `off` until told otherwise, or by its `timer`. */
export type Mode = 'on' | 'off' | 'timer';

/** What one message said. A field that the message does not mention, or that holds no usable value, is absent. */
export interface Report {
  /** The output is on; for a charger: it may charge. */
  readonly on?: boolean;
  /** Positive: consumed. A meter: positive import, negative export. */
  readonly powerW?: number;
  /** Total register of consumption, or of import. Falls only where the device lost its memory. */
  readonly energyKWh?: number;
  /** Total register of export. */
  readonly exportKWh?: number;
  readonly mode?: Mode;
  /** What the device's timer is set to, in the form in which its type writes it. */
  readonly timer?: string;
  readonly cause?: Cause;
  /** What the device's own clock says. */
  readonly clock?: Instant;
  /** How long the device has been running, seconds. */
  readonly uptimeS?: number;
  /** When the values were measured, where that is not now. */
  readonly measuredAt?: Instant;
  /** The device has just joined the broker: what it was told before may be forgotten. */
  readonly joined?: true;
  /** The broker says that the device is gone. */
  readonly gone?: true;
  /** Its address on the home network. */
  readonly ip?: string;
}

type Loose = { readonly [Key in keyof Report]: Report[Key] | undefined };

/** A report of the fields that have a value; null where none has. */
export function report(fields: Loose): Report | null {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return entries.length > 0 ? Object.fromEntries(entries) : null;
}

/** The device spoke, and said nothing that matters here: it is there. */
export const HEARD: Report = {};
