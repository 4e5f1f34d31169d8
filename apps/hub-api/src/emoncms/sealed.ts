import { createDecipheriv, createHash, createHmac, timingSafeEqual } from 'node:crypto';

const IV_BYTES = 16;

/** A message that was opened: what it says, and the proof for the sender that it was. */
export interface Opened {
  readonly parameters: Readonly<Record<string, string>>;
  readonly proof: string;
  /** The key it was sealed with. */
  readonly key: string;
}

/**
 * Opens a message that a device sealed with its write key: base64url of an IV and AES-128-CBC of `name=value&…`, with
 * `userid:hmac_sha256` of the clear text as authorization. The hub has one household, so the user does not matter. A
 * text is why it could not be opened, in emoncms' words.
 */
export function unseal(sealed: string, authorization: string | undefined, keys: readonly string[]): Opened | string {
  if (authorization === undefined) return 'missing authorization header';
  const [, hmac, ...more] = authorization.split(':');
  if (hmac === undefined || more.length > 0) return 'authorization header format should be userid:hmac';
  if (sealed === '') return 'no content in post body';
  const bytes = Buffer.from(sealed, 'base64url');
  for (const key of keys) {
    const text = decrypted(bytes, Buffer.from(key, 'hex'));
    if (text !== undefined && isSignedBy(Buffer.from(key, 'hex'), text, hmac)) {
      return { parameters: fieldsOf(text.toString()), proof: proofOf(text), key };
    }
  }
  return 'invalid data';
}

/** SHA-256 in the letters of base64url and, as emoncms writes it, padded: devices compare it letter by letter. */
const proofOf = (text: Buffer): string =>
  createHash('sha256').update(text).digest('base64').replaceAll('+', '-').replaceAll('/', '_');

function decrypted(bytes: Buffer, key: Buffer): Buffer | undefined {
  try {
    const decipher = createDecipheriv('aes-128-cbc', key, bytes.subarray(0, IV_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES)), decipher.final()]);
  } catch {
    // Sealed with another key, or damaged: there is nothing to tell apart.
    return undefined;
  }
}

function isSignedBy(key: Buffer, text: Buffer, hmac: string): boolean {
  const wanted = createHmac('sha256', key).update(text).digest();
  const given = Buffer.from(hmac, 'hex');
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

/** Fields as they are: nothing in them is percent-encoded. */
const fieldsOf = (text: string): Record<string, string> =>
  Object.fromEntries(
    text.split('&').flatMap((field): [string, string][] => {
      const at = field.indexOf('=');
      return at > 0 ? [[field.slice(0, at), field.slice(at + 1)]] : [];
    }),
  );
