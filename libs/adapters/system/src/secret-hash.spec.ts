import { describe, expect, it } from 'vitest';
import { hashSecret, isSecretHash, matchesSecret } from './secret-hash';

describe('a kept secret', () => {
  it('is matched by the same words only, and says nothing about them', async () => {
    const kept = await hashSecret('tŷ ni 2026');
    expect(kept).toMatch(/^scrypt\$16384\$8\$1\$[\w-]{22}\$[\w-]{43}$/);
    expect(await matchesSecret('tŷ ni 2026', kept)).toBe(true);
    expect(await matchesSecret('tŷ ni 2026'.normalize('NFD'), kept)).toBe(true);
    expect(await matchesSecret('ty ni 2026', kept)).toBe(false);
    expect(await matchesSecret('', kept)).toBe(false);
    expect(await hashSecret('tŷ ni 2026')).not.toBe(kept);
  });

  it('is matched whatever it cost when it was made', async () => {
    // RFC 7914 §12: scrypt("pleaseletmein", "SodiumChloride", N=16384, r=8, p=1); the salt as base64url.
    const hash = Buffer.from(
      '7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887',
      'hex',
    ).toString('base64url');
    const salt = Buffer.from('SodiumChloride').toString('base64url');
    expect(await matchesSecret('pleaseletmein', `scrypt$16384$8$1$${salt}$${hash}`)).toBe(true);
    expect(await matchesSecret('pleaseletmeout', `scrypt$16384$8$1$${salt}$${hash}`)).toBe(false);
  });

  const salt = 'a'.repeat(22);
  const hash = 'b'.repeat(43);
  it.each([
    '',
    'plain',
    `scrypt$16383$8$1$${salt}$${hash}`,
    `scrypt$524288$8$1$${salt}$${hash}`,
    `scrypt$16384$0$1$${salt}$${hash}`,
    `scrypt$16384$8$1$${salt}$`,
    `bcrypt$16384$8$1$${salt}$${hash}`,
  ])('%j is no hash and matches nothing', async (kept) => {
    expect(isSecretHash(kept)).toBe(false);
    expect(await matchesSecret('', kept)).toBe(false);
  });
});
