import { describe, expect, it } from 'vitest';
import { WaitingReadings } from './waiting-readings';

const source = (name: string) => ({ node: 'n', name, unit: '', intervalS: 10, durable: false });
const reading = (name: string, time: number) => ({ source: source(name), time, value: time * 2 });

describe('waiting readings', () => {
  it('gives back what waited, in order, once', () => {
    const waiting = new WaitingReadings({ points: 10, inputs: 10 });
    for (const [name, time] of [
      ['a', 1],
      ['b', 2],
      ['a', 3],
    ] as const)
      expect(waiting.add(reading(name, time), 0)).toBe('kept');
    expect(waiting.points).toBe(3);
    expect(waiting.take('n', 'a')?.points).toEqual([
      { time: 1, value: 2 },
      { time: 3, value: 6 },
    ]);
    expect(waiting.take('n', 'a')).toBeUndefined();
    expect(waiting.points).toBe(1);
  });

  it('is bounded in points and keeps the oldest', () => {
    const waiting = new WaitingReadings({ points: 2, inputs: 10 });
    expect([1, 2, 3].map((time) => waiting.add(reading('a', time), 0))).toEqual(['kept', 'kept', 'buffer-full']);
    expect(waiting.take('n', 'a')?.points.map(({ time }) => time)).toEqual([1, 2]);
    expect(waiting.add(reading('a', 4), 0)).toBe('kept');
  });

  it('is bounded in inputs, those that exist counted', () => {
    const waiting = new WaitingReadings({ points: 10, inputs: 3 });
    expect(['a', 'b', 'a'].map((name) => waiting.add(reading(name, 1), 2))).toEqual([
      'kept',
      'too-many-inputs',
      'kept',
    ]);
  });

  it('offers sources oldest first', () => {
    const waiting = new WaitingReadings({ points: 10, inputs: 10 });
    for (const name of ['c', 'a', 'b']) waiting.add(reading(name, 1), 0);
    expect(waiting.next(2).map(({ name }) => name)).toEqual(['c', 'a']);
  });
});
