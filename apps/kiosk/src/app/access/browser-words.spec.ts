import { describe, expect, it } from 'vitest';
import { browserText } from './browser-words';

describe('browserText', () => {
  it.each([
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0',
      'Edge, Windows',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18 Mobile Safari/604',
      'Safari, iPhone',
    ],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 14_0) Gecko/20100101 Firefox/140.0', 'Firefox, Mac'],
    ['Mozilla/5.0 (X11; CrOS x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36', 'Chrome, Chromebook'],
    ['curl/8.5.0', 'curl/8.5.0'],
    ['  ', 'Unknown program'],
  ])('%s', (userAgent, text) => {
    expect(browserText(userAgent)).toBe(text);
  });

  it('keeps a long name short', () => {
    expect(browserText('x'.repeat(500))).toHaveLength(60);
  });
});
