import type { Instant } from '@hub/domain/time';
import type { Mode } from '../report';

/** The device's button was pressed, or its app used, while the plan wanted `against`. */
export interface Press {
  readonly on: boolean;
  readonly at: Instant;
  readonly against: boolean;
  /** When the plan was to change next. Null: not foreseen. */
  readonly until: Instant | null;
}

/** The device said that it is as it was to be. `timer`: what its timer was set to then. */
export interface Confirmed {
  readonly on: boolean;
  readonly mode: Mode;
  readonly timer: string | null;
  readonly at: Instant;
}

/** All that is known of a device from its messages. Times are of the hub's clock. */
export interface DeviceState {
  /** Any message. Null: none since the device was added. */
  readonly heardAt: Instant | null;
  /** When it last said how it is switched. */
  readonly statedAt: Instant | null;
  readonly on: boolean | null;
  readonly mode: Mode | null;
  readonly timer: string | null;
  readonly powerW: number | null;
  readonly powerAt: Instant | null;
  readonly energyKWh: number | null;
  readonly exportKWh: number | null;
  /** The device's clock less the hub's, seconds; null where it does not tell. */
  readonly clockAheadS: number | null;
  readonly ip: string | null;
  /** Since when it has been running, as far as it says. */
  readonly bootedAt: Instant | null;
  /** When it last said that it joined the broker, or that it starts. */
  readonly joinedAt: Instant | null;
  /** The broker says that it is gone. */
  readonly gone: boolean;
  readonly confirmed: Confirmed | null;
  /** It said once that it is switched otherwise, and not who did that: the next word decides. */
  readonly doubt: { readonly on: boolean; readonly at: Instant } | null;
  readonly press: Press | null;
}

/** Of a device that has not been heard yet. */
export const UNHEARD: DeviceState = {
  heardAt: null,
  statedAt: null,
  on: null,
  mode: null,
  timer: null,
  powerW: null,
  powerAt: null,
  energyKWh: null,
  exportKWh: null,
  clockAheadS: null,
  ip: null,
  bootedAt: null,
  joinedAt: null,
  gone: false,
  confirmed: null,
  doubt: null,
  press: null,
};

/** A device that has said nothing for this long is shown as not answering. It is asked each minute. */
export const SILENT_AFTER_S = 150;

/** Whether the device answers. */
export const answers = ({ heardAt, gone }: DeviceState, now: Instant): boolean =>
  !gone && heardAt !== null && now - heardAt <= SILENT_AFTER_S;
