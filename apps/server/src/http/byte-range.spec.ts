import { describe, expect, it } from 'vitest';
import { byteRange } from './byte-range';

describe('a range of bytes', () => {
  it.each([
    ['bytes=0-9', { first: 0, last: 9 }],
    ['bytes=90-', { first: 90, last: 99 }],
    ['bytes=-10', { first: 90, last: 99 }],
    ['bytes=-1000', { first: 0, last: 99 }],
    ['bytes=99-5000', { first: 99, last: 99 }],
    ['bytes=100-', 'unsatisfiable'],
    ['bytes=200-300', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    [undefined, undefined],
    ['', undefined],
    ['bytes=-', undefined],
    ['bytes=9-0', undefined],
    ['bytes=0-1,5-6', undefined],
    ['points=0-1', undefined],
  ])('%s', (header, expected) => {
    expect(byteRange(header, 100)).toEqual(expected);
  });

  it('of nothing cannot be satisfied', () => {
    expect(byteRange('bytes=0-', 0)).toBe('unsatisfiable');
  });
});
