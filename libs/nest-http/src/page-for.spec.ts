import { describe, expect, it } from 'vitest';
import { pageFor } from './page-for';

const asked = (url: string, accept = 'text/html,*/*', method = 'GET') => pageFor({ method, url, headers: { accept } });

describe('pageFor', () => {
  it.each([
    ['/history', 'index.html'],
    ['/history?day=2026-11-23', 'index.html'],
    ['/cy', 'cy/index.html'],
    ['/cy/history', 'cy/index.html'],
    ['/cyfan', 'index.html'],
    ['/main-ABCDEFGH.js', null],
    ['/api/v1/nothing', null],
    ['/health/nothing', null],
  ])('%s', (url, expected) => {
    expect(asked(url)).toBe(expected);
  });

  it('serves HTML to browsers only', () => {
    expect(asked('/history', 'application/json')).toBeNull();
    expect(asked('/history', 'text/html', 'POST')).toBeNull();
  });
});
