import { describe, expect, it } from 'vitest';
import { addressIn, languageOf } from './language';

describe('addressIn', () => {
  it('keeps the page with its query and fragment', () => {
    expect(addressIn('cy', '/settings?from=wall#theme')).toBe('/cy/settings?from=wall#theme');
    expect(addressIn('en', '/settings?from=wall#theme')).toBe('/settings?from=wall#theme');
    expect(addressIn('cy', '/')).toBe('/cy/');
  });
});

describe('languageOf', () => {
  it('knows Welsh and takes the rest for English', () => {
    expect(['cy', 'cy-GB', 'en-GB', 'en'].map(languageOf)).toEqual(['cy', 'cy', 'en', 'en']);
  });
});
