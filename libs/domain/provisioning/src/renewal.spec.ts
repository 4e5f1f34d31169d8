import { expect, it } from 'vitest';
import { isRenewalDue } from './renewal';

it.each([
  [0, false],
  [66, false],
  [67, true],
  [100, true],
  [200, true],
])('of a certificate for 100 s at %i s is due: %s', (now, due) => {
  expect(isRenewalDue({ from: 0, to: 100 }, now)).toBe(due);
});
