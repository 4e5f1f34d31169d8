import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { claimCodeFrom, shownClaimCode, typedClaimCode } from './claim-code';
import { hubIdFrom, isHubId } from './hub-id';

const bytes = (count: number) => fc.uint8Array({ minLength: count, maxLength: count });

describe('a claim code', () => {
  it('is understood however it is typed from the label', () => {
    fc.assert(
      fc.property(bytes(10), (random) => {
        const code = claimCodeFrom(random);
        expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/);
        const typed = [
          shownClaimCode(code),
          shownClaimCode(code).toLowerCase(),
          code.replace(/0/g, 'o'),
          code.replace(/1/g, 'l'),
        ];
        for (const text of [...typed, ` ${code.slice(0, 3)} ${code.slice(3)}\t`])
          expect(typedClaimCode(text)).toBe(code);
      }),
    );
  });

  it.each(['', 'ABCDE-FGHJ', 'ABCDE-FGHJKM', 'ABCDE-FGHJU', 'ABCDE_FGHJK', 'ŴBCDE-FGHJK'])('%j is none', (text) =>
    expect(typedClaimCode(text)).toBeUndefined(),
  );

  it('has every digit equally often', () => {
    const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    const count = new Map<string, number>();
    for (const byte of all) {
      const [digit = ''] = claimCodeFrom([byte]);
      count.set(digit, (count.get(digit) ?? 0) + 1);
    }
    expect([count.size, new Set(count.values())]).toEqual([32, new Set([8])]);
  });
});

describe('a hub id', () => {
  it('is made so that it is one', () => {
    fc.assert(fc.property(bytes(8), (random) => isHubId(hubIdFrom(random))));
  });

  it.each([
    '',
    'h-',
    'h-0123456',
    'h-012345678',
    'H-01234567',
    'h-0123456I',
    'h-0123456u',
    'h-01234567\n',
    'x h-01234567',
  ])('%j is none', (text) => expect(isHubId(text)).toBe(false));
});
