import type { Payload } from './json';
import type { Arrival } from './stamp';

/** One message from the broker. */
export interface IncomingMessage extends Arrival {
  readonly topic: string;
  readonly payload: Payload;
  /** True for a message that the broker had kept from before the subscription: its time of arrival says nothing. */
  readonly retained: boolean;
}
