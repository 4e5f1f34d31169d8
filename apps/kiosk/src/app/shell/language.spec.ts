import { describe, expect, it } from 'vitest';
import { addressIn, languageOf } from './language';

describe('addressIn', () => {
  it('keeps the page', () => {
    expect(addressIn('cy', '/settings')).toBe('/cy/settings');
    expect(addressIn('en', '/settings')).toBe('/settings');
    expect(addressIn('cy', '/')).toBe('/cy/');
  });
});

describe('languageOf', () => {
  it('knows Welsh and takes the rest for English', () => {
    expect(['cy', 'cy-GB', 'en-GB', 'en'].map(languageOf)).toEqual(['cy', 'cy', 'en', 'en']);
  });
});
