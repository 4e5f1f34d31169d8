import { describe, expect, it } from 'vitest';
import { pageAddress, pagePath } from './page-path';

describe('pagePath', () => {
  it.each([
    ['/', '/', '/'],
    ['/settings', '/', '/settings'],
    ['/settings/', '/', '/settings'],
    ['/cy/', '/cy/', '/'],
    ['/cy/settings', '/cy/', '/settings'],
    ['/cy', '/cy/', '/'],
    ['/elsewhere', '/cy/', '/'],
  ])('finds the page of %s below %s', (pathname, base, path) => {
    expect(pagePath(pathname, base)).toBe(path);
  });
});

describe('pageAddress', () => {
  it('is what pagePath reads back', () => {
    expect(pageAddress('/settings', '/cy/')).toBe('/cy/settings');
    expect(pageAddress('/', '/')).toBe('/');
  });
});
