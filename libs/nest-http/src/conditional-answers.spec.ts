import { describe, expect, it } from 'vitest';
import { isKnown, takesGzip } from './conditional-answers';

describe('an asker that holds the content', () => {
  it.each([
    ['W/"a"', true],
    ['"a"', true],
    ['"b", W/"a"', true],
    ['*', true],
    ['"ab"', false],
    ['a', false],
    ['', false],
    [undefined, false],
  ])('If-None-Match: %s', (header, known) => {
    expect(isKnown(header, 'W/"a"')).toBe(known);
  });
});

describe('an asker that takes gzip', () => {
  it.each([
    ['gzip', true],
    ['br, GZIP;q=0.5', true],
    ['*', true],
    ['gzip;q=0', false],
    ['gzip; q=0, *', false],
    ['gzip;q=x', false],
    ['identity', false],
    ['br', false],
    [undefined, false],
  ])('Accept-Encoding: %s', (header, takes) => {
    expect(takesGzip(header)).toBe(takes);
  });
});
