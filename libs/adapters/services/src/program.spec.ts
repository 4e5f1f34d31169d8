import { expect, it } from 'vitest';
import { findProgram } from './program';

it('finds a daemon that is not on the PATH of a normal user', () => {
  expect(findProgram('sh', 'dash', '')).toBe('/usr/bin/sh');
});

it('says which package has a missing program', () => {
  expect(() => findProgram('no-such-daemon', 'daemon-package')).toThrow(
    expect.objectContaining({ code: 'HUB_PROGRAM_MISSING', message: expect.stringContaining('daemon-package') }),
  );
});
