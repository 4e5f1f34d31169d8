import { type LiveMeter } from '@hub/contracts';
import { describe, expect, it } from 'vitest';
import { readingState } from './reading-state';

const T = 1_700_000_000;
const meter: LiveMeter = { state: 'live', time: T, powerW: 640, importKWh: 1, exportKWh: 0, powerFeedId: 1 };

describe('readingState', () => {
  it('knows nothing before the hub spoke', () => {
    expect(readingState(undefined, T, true)).toEqual({ kind: 'unknown' });
  });

  it('is live up to 25 s and delayed from then on, though the hub last called it live', () => {
    expect(readingState(meter, T + 25, true)).toEqual({ kind: 'live', ageS: 25 });
    expect(readingState(meter, T + 25.1, true)).toMatchObject({ kind: 'delayed' });
    expect(readingState(meter, T + 3_600, true)).toEqual({ kind: 'delayed', ageS: 3_600 });
  });

  it('calls a fresh reading delayed while the hub is out of reach: no newer one can come', () => {
    expect(readingState(meter, T + 8, false)).toEqual({ kind: 'delayed', ageS: 8 });
  });

  it('is missing without a reading, and after a day', () => {
    expect(readingState({ ...meter, time: null, powerW: null }, T, true)).toEqual({ kind: 'missing', lastTime: null });
    expect(readingState(meter, T + 86_400, true)).toMatchObject({ kind: 'delayed' });
    expect(readingState(meter, T + 86_401, true)).toEqual({ kind: 'missing', lastTime: T });
  });

  it('shows no negative age for a reading stamped a little ahead', () => {
    expect(readingState({ ...meter, time: T + 2 }, T, true)).toEqual({ kind: 'live', ageS: 0 });
  });
});
