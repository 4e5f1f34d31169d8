import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** 16 MiB and about a quarter of a second on a hub: dear for who guesses, bearable for who signs in. */
const COST = { N: 16_384, r: 8, p: 1 } as const;
const KEY_BYTES = 32;
const SALT_BYTES = 16;
const KEPT = /^scrypt\$(\d{4,6})\$(\d{1,2})\$(\d{1,2})\$([\w-]{16,64})\$([\w-]{22,86})$/;
/** A kept hash may come from a file on a card: it must not make the hub use more than this. */
const MOST_MEMORY_BYTES = 67_108_864;

/** What is kept of a password or code: `scrypt$N$r$p$salt$hash`, salt and hash in base64url. */
export async function hashSecret(secret: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const key = await derive(secret, salt, { ...COST, bytes: KEY_BYTES });
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

export const isSecretHash = (text: string): boolean => parse(text) !== undefined;

/** Whether `kept` is a hash of `secret`. False for something that is no hash at all. */
export async function matchesSecret(secret: string, kept: string): Promise<boolean> {
  const parsed = parse(kept);
  if (!parsed) return false;
  return timingSafeEqual(await derive(secret, parsed.salt, parsed), parsed.key);
}

interface Cost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
  readonly bytes: number;
}

function parse(kept: string): (Cost & { readonly salt: Buffer; readonly key: Buffer }) | undefined {
  const [, N, r, p, salt, hash] = KEPT.exec(kept) ?? [];
  if (salt === undefined || hash === undefined) return undefined;
  const key = Buffer.from(hash, 'base64url');
  const cost = { N: Number(N), r: Number(r), p: Number(p), bytes: key.length };
  const isPower = cost.N > 0 && (cost.N & (cost.N - 1)) === 0;
  if (!isPower || cost.r < 1 || cost.p < 1 || memoryOf(cost) > MOST_MEMORY_BYTES) return undefined;
  return { ...cost, salt: Buffer.from(salt, 'base64url'), key };
}

const memoryOf = ({ N, r, p }: Omit<Cost, 'bytes'>): number => 128 * r * (N + p + 2);

function derive(secret: string, salt: Buffer, { N, r, p, bytes }: Cost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // The same letters typed on different keyboards may be different characters.
    scrypt(secret.normalize('NFKC'), salt, bytes, { N, r, p, maxmem: MOST_MEMORY_BYTES }, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}
