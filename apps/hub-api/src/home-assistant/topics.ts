/** Begins every topic on which the hub says how the household stands. */
export const HOME = 'cydynni/home';
/** Where Home Assistant looks for what it can show. */
const DISCOVERY = 'homeassistant';

/** What the read-only account may hear. */
export const READABLE: readonly string[] = [`${HOME}/#`, `${DISCOVERY}/#`];

/** A message that the broker keeps; an empty one takes an earlier one away. */
export interface RetainedMessage {
  readonly topic: string;
  readonly payload: string;
}

export const configTopic = (hub: string, key: string): string => `${DISCOVERY}/sensor/${hub}/${key}/config`;
export const deviceTopic = (id: number, name: string): string => `${HOME}/device/${id}/${name}`;
