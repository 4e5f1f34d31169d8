import { describe, expect, it } from 'vitest';
import { METER_HELP, parseMeterCommandLine } from './options';

describe('the command line of the meter', () => {
  it('has defaults that need no file', () => {
    expect(parseMeterCommandLine([])).toMatchObject({
      serial: '00000001',
      home: 'london-MAC000010',
      format: 'hub',
      liveEveryS: 10,
      sinceDays: 0,
      speed: 1,
    });
  });

  it('begins a day ago when it is to be faster than life', () => {
    expect(parseMeterCommandLine(['--speed', '60'])).toMatchObject({ speed: 60, sinceDays: 1 });
    expect(parseMeterCommandLine(['--speed', '60', '--since', '7'])).toMatchObject({ sinceDays: 7 });
  });

  it.each([
    ['--format', 'morse'],
    ['--every', '3'],
    ['--speed', '0'],
    ['--speed', 'NaN'],
    ['--since', '-1'],
    ['--nonsense', '1'],
  ])('refuses %s %s by name', (option, value) => {
    expect(() => parseMeterCommandLine([option, value])).toThrow(option);
  });

  it('explains every option it takes', () => {
    expect(parseMeterCommandLine(['--help'])).toBeUndefined();
    for (const option of [
      'url',
      'username',
      'password-file',
      'ca-file',
      'serial',
      'home',
      'homes',
      'format',
      'every',
    ]) {
      expect(METER_HELP).toContain(`--${option}`);
    }
  });
});
