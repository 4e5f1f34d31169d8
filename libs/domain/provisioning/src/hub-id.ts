import { crockford } from './crockford';

const DIGITS = 8;

/** The name of one hub: `h-` and eight of Crockford's digits in lower case, so that it can be part of a topic or an address. */
export type HubId = `h-${string}`;

/** The id of eight random bytes. */
export const hubIdFrom = (randomBytes: Iterable<number>): HubId =>
  `h-${crockford(randomBytes).slice(0, DIGITS).toLowerCase()}`;

export const isHubId = (text: string): text is HubId => /^h-[0-9a-hjkmnp-tv-z]{8}$/.test(text);
