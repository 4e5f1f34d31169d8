import { expect, it } from 'vitest';
import { bytesText } from './bytes';

it('has the unit that reads best', () => {
  expect([0, 999, 412_000, 31_400_000, 27.1e9, 5e12].map(bytesText)).toEqual([
    '0 B',
    '999 B',
    '412 kB',
    '31.4 MB',
    '27.1 GB',
    '5,000 GB',
  ]);
});
