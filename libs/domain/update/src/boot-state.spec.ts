import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultBootState, nextWrite, readMirrored, type BootState } from './boot-state';
import { BLOCK_BYTES, decodeBlock, encodeBlock } from './environment-block';
import { slots, type Slot } from './slot';

const blank = new Uint8Array(BLOCK_BYTES);
const slot = fc.constantFrom<Slot>(...slots);
const states: fc.Arbitrary<BootState> = fc.record({
  order: fc.constantFrom<readonly Slot[]>(['A', 'B'], ['B', 'A'], ['A'], ['B'], []),
  attemptsLeft: fc.record({ A: fc.integer({ min: 0, max: 255 }), B: fc.integer({ min: 0, max: 255 }) }),
  good: fc.option(slot, { nil: undefined }),
  last: fc.option(slot, { nil: undefined }),
  rescued: fc.option(slot, { nil: undefined }),
});
const write = (copies: [Uint8Array, Uint8Array], state: BootState): [Uint8Array, Uint8Array] => {
  const { copy, block } = nextWrite(readMirrored(...copies), state);
  return copy === 0 ? [block, copies[1]] : [copies[0], block];
};
const block = (variables: Record<string, string>): Uint8Array => encodeBlock(new Map(Object.entries(variables)));

describe('one copy', () => {
  it('is byte for byte what mkenvimage of u-boot-tools makes', () => {
    const text = 'BOOT_A_LEFT=3\0BOOT_B_LEFT=2\0BOOT_ORDER=B A\0BOOT_SEQ=1f\0';
    const expected = new Uint8Array(BLOCK_BYTES);
    expected.set([0x1e, 0xdd, 0x39, 0x02], 0);
    expected.set(new TextEncoder().encode(text), 4);
    expect(block({ BOOT_SEQ: '1f', BOOT_ORDER: 'B A', BOOT_A_LEFT: '3', BOOT_B_LEFT: '2' })).toEqual(expected);
  });

  it('is refused when blank, short, or with any one bit flipped', () => {
    const good = block({ BOOT_SEQ: '1', BOOT_ORDER: 'A B' });
    expect(decodeBlock(blank)).toBeUndefined();
    expect(decodeBlock(good.subarray(0, 511))).toBeUndefined();
    for (let bit = 0; bit < BLOCK_BYTES * 8; bit++) {
      const flipped = good.slice();
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(decodeBlock(flipped)).toBeUndefined();
    }
  });

  it('refuses what does not fit or is not text', () => {
    expect(() => block({ a: 'x'.repeat(504) })).not.toThrow();
    expect(() => block({ a: 'x'.repeat(505) })).toThrow('BOOT_STATE_TOO_LARGE');
    expect(() => block({ a: 'é' })).toThrow('BOOT_STATE_NOT_TEXT');
  });
});

describe('both copies', () => {
  it('are the default when neither is readable, and the second is written first, as the boot script does', () => {
    expect(readMirrored(blank, blank)).toEqual({ state: defaultBootState, sequence: 0n, lost: true, writeTo: 1 });
  });

  it('keep any state, and alternate', () =>
    fc.assert(
      fc.property(fc.array(states, { minLength: 1, maxLength: 6 }), (history) => {
        let copies: [Uint8Array, Uint8Array] = [blank, blank];
        for (const [index, state] of history.entries()) {
          copies = write(copies, state);
          expect(readMirrored(...copies)).toEqual({
            state,
            sequence: BigInt(index + 1),
            lost: false,
            writeTo: index % 2 === 0 ? 0 : 1,
          });
        }
      }),
    ));

  it('show the old or the new state, never another, when the write is cut after any byte', () =>
    fc.assert(
      fc.property(states, states, states, (first, second, third) => {
        const copies = write(write([blank, blank], first), second);
        const { copy, block: next } = nextWrite(readMirrored(...copies), third);
        for (let cut = 0; cut <= BLOCK_BYTES; cut++) {
          const torn = copies[copy].slice();
          torn.set(next.subarray(0, cut));
          const seen = readMirrored(copy === 0 ? torn : copies[0], copy === 1 ? torn : copies[1]);
          expect(seen.state).toEqual(seen.sequence === 3n ? third : second);
          expect(seen.lost).toBe(false);
        }
      }),
      { numRuns: 20 },
    ));

  it.each<[string, Uint8Array, Uint8Array, 'first' | 'second' | 'none', 0 | 1]>([
    ['higher first', block({ BOOT_SEQ: '10' }), block({ BOOT_SEQ: 'f' }), 'first', 1],
    ['higher second', block({ BOOT_SEQ: '9' }), block({ BOOT_SEQ: 'a' }), 'second', 0],
    ['equal', block({ BOOT_SEQ: '7' }), block({ BOOT_SEQ: '7' }), 'first', 1],
    ['64 bits', block({ BOOT_SEQ: 'fffffffffffffffe' }), block({ BOOT_SEQ: 'ffffffffffffffff' }), 'second', 0],
    ['first torn', blank, block({ BOOT_SEQ: '7' }), 'second', 0],
    ['second torn', block({ BOOT_SEQ: '7' }), blank, 'first', 1],
    ['no sequence', block({ BOOT_ORDER: 'B A' }), block({ BOOT_SEQ: '0' }), 'none', 1],
    ['nonsense for a sequence', block({ BOOT_SEQ: 'xyz' }), blank, 'none', 1],
  ])('%s', (_, first, second, expected, writeTo) => {
    const seen = readMirrored(first, second);
    expect({ lost: seen.lost, writeTo: seen.writeTo }).toEqual({ lost: expected === 'none', writeTo });
  });

  it('read numbers as hexadecimal and leave unknown slots out', () => {
    const odd = block({ BOOT_SEQ: '1', BOOT_ORDER: 'C B  A B', BOOT_A_LEFT: '1a', BOOT_B_LEFT: 'ffffffffffffffff' });
    expect(readMirrored(odd, blank).state).toMatchObject({ order: ['B', 'A'], attemptsLeft: { A: 26, B: 255 } });
    const none = block({ BOOT_SEQ: '1', BOOT_ORDER: 'nothing', BOOT_GOOD: 'C', BOOT_A_LEFT: 'x' });
    expect(readMirrored(none, blank).state).toMatchObject({ order: [], attemptsLeft: { A: 0 }, good: undefined });
  });

  it('keep the default of what a copy does not name', () => {
    expect(readMirrored(block({ BOOT_SEQ: '1' }), blank).state).toEqual(defaultBootState);
  });
});
