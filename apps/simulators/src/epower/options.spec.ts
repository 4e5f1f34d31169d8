import { describe, expect, it } from 'vitest';
import { HELP, parseCommandLine } from './options';

describe('command line', () => {
  it('has defaults', () => {
    expect(parseCommandLine([])).toMatchObject({ members: 100, days: 1096, port: 0, faults: { errorPercent: 0 } });
  });

  it('turns faults on', () => {
    expect(parseCommandLine(['--errors', '10', '--late-days=2', '--slow', '50'])?.faults).toMatchObject({
      errorPercent: 10,
      lateDays: 2,
      slowMs: 50,
    });
  });

  it('explains every option it takes', () => {
    expect(parseCommandLine(['--help'])).toBeUndefined();
    for (const option of [
      'port',
      'homes',
      'members',
      'days',
      'first-day',
      'club-token',
      'late-days',
      'gaps',
      'errors',
      'slow',
    ]) {
      expect(HELP).toContain(`--${option}`);
      expect(() => parseCommandLine([`--${option}`, '2'])).not.toThrow();
    }
  });

  it('refuses what it does not know', () => {
    expect(() => parseCommandLine(['--errors', 'some'])).toThrow('--errors wants a number, not some');
    expect(() => parseCommandLine(['--nonsense'])).toThrow('--nonsense');
  });
});
