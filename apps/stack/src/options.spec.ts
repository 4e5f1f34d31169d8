import { describe, expect, it } from 'vitest';
import { HELP, parseCommandLine } from './options';

describe('the command line of up', () => {
  it('leaves everything to chance by default', () => {
    expect(parseCommandLine([])).toEqual({ port: undefined, state: undefined, alone: false, fresh: false, meter: [] });
  });

  it('passes the meter what is for the meter', () => {
    expect(
      parseCommandLine(['--speed', '60', '--port=8090', '--state', '/tmp/hub', '--home', 'london-MAC004391']),
    ).toEqual({
      port: 8090,
      state: '/tmp/hub',
      alone: false,
      fresh: false,
      meter: ['--home', 'london-MAC004391', '--speed', '60'],
    });
  });

  it.each([['--new'], ['--alone']])('leaves the hub as it is delivered with %s', (option) => {
    expect(parseCommandLine([option])?.fresh).toBe(true);
  });

  it.each(['0', '65536', '80.5', 'http', ''])('refuses the port %j', (port) => {
    expect(() => parseCommandLine(['--port', port])).toThrow('--port');
  });

  it('refuses what it does not know, and explains what it does', () => {
    expect(() => parseCommandLine(['--nonsense'])).toThrow('--nonsense');
    expect(parseCommandLine(['--help'])).toBeUndefined();
    for (const option of ['port', 'home', 'since', 'speed', 'new', 'alone', 'state'])
      expect(HELP).toContain(`--${option}`);
  });
});
