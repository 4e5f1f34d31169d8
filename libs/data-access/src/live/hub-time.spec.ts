import { describe, expect, it } from 'vitest';
import { elapsedS, hubTimeS } from './hub-time';

const at = { monotonicMs: 5_000, wallMs: 1_000_000 };

describe('elapsedS', () => {
  it('counts what both clocks agree on', () => {
    expect(elapsedS(at, { monotonicMs: 8_000, wallMs: 1_003_000 })).toBe(3);
  });

  it('counts the sleep that the monotonic clock missed', () => {
    expect(elapsedS(at, { monotonicMs: 6_000, wallMs: 1_600_000 })).toBe(600);
  });

  it('does not count backwards when the wall clock is set back', () => {
    expect(elapsedS(at, { monotonicMs: 9_000, wallMs: 0 })).toBe(4);
    expect(elapsedS(at, { monotonicMs: 5_000, wallMs: 0 })).toBe(0);
  });
});

describe('hubTimeS', () => {
  it("carries the hub's time on, whatever the browser's date", () => {
    expect(hubTimeS({ serverTimeS: 1_700_000_000, at }, { monotonicMs: 12_500, wallMs: 1_007_500 })).toBe(
      1_700_000_007.5,
    );
  });
});
