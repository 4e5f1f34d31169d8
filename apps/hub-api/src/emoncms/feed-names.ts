import { cleanName } from '@hub/contracts';

/** Tags of feeds that the hub makes itself: a client's feed must not be taken for one. */
const OWN_TAG = /^(?:household$|meter:|club:|device:)/;
/** What emoncms allows in a feed's name or tag beside what it allows in an input's. */
const COLON = ':';

/** A feed's name or tag by the rule of all names, with colons; undefined where it is none. */
export const feedNameOf = (text: string): string | undefined => {
  const parts = text.length > 256 ? [] : text.split(COLON).map((part) => (part.trim() === '' ? '' : cleanName(part)));
  if (parts.length === 0 || parts.includes(undefined)) return undefined;
  const name = parts.join(COLON);
  return name === '' || name.length > 64 ? undefined : name;
};

/** Why tag and name are none for a client's feed; undefined: they are. `''` is no tag. */
export function feedNameFault(tag: string, name: string): string | undefined {
  if (feedNameOf(name) !== name) return `Invalid feed name: ${what(name)}`;
  if (tag !== '' && feedNameOf(tag) !== tag) return `Invalid feed tag: ${what(tag)}`;
  return OWN_TAG.test(tag) ? `Invalid feed tag: ${tag} is for feeds that the hub makes itself` : undefined;
}

const what = (text: string): string =>
  text.length > 64
    ? `it has ${text.length} characters, 64 are the most`
    : 'letters, digits, single blanks, and _ - . : are allowed, and it must not be empty';
