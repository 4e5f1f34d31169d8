import { describe, expect, it } from 'vitest';
import { mayReboot } from './reboot-moment';

describe('the moment to restart', () => {
  it.each([
    ['none', 0, false, true],
    ['none', -5, false, true],
    ['running', 86_399, false, false],
    ['running', 86_400, false, true],
    ['running', 599, true, false],
    ['running', 600, true, true],
    ['unknown', 899, false, false],
    ['unknown', 900, false, true],
    ['unknown', 600, true, true],
    ['running', -86_400, false, false],
  ] as const)('load %s, waited %i s, urgent %s: %s', (load, waitedS, urgent, expected) =>
    expect(mayReboot({ load, waitedS, urgent })).toBe(expected),
  );
});
