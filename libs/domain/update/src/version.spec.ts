import { describe, expect, it } from 'vitest';
import { compareVersions, isVersion } from './version';

describe('versions', () => {
  const ascending = [
    '0.9.9',
    '1.0.0-alpha',
    '1.0.0-alpha.1',
    '1.0.0-alpha.beta',
    '1.0.0-beta',
    '1.0.0-beta.2',
    '1.0.0-beta.11',
    '1.0.0-rc.1',
    '1.0.0',
    '1.0.10',
    '1.2.0',
    '10.0.0',
  ];

  it('are ordered as semver.org §11 orders them', () => {
    for (const [i, a] of ascending.entries()) {
      for (const [j, b] of ascending.entries()) expect(Math.sign(compareVersions(a, b))).toBe(Math.sign(i - j));
    }
  });

  it('ignore what follows a plus', () => expect(compareVersions('1.0.0+a', '1.0.0+b')).toBe(0));

  it.each(['1.0', 'v1.0.0', '', '1.0.0 ', '1.0.0-', '1..0'])('"%s" is none', (text) => {
    expect(isVersion(text)).toBe(false);
    expect(() => compareVersions(text, '1.0.0')).toThrow('VERSION_UNREADABLE');
  });
});
