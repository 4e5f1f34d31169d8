import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { connectionOf } from './connection';
import { tableOf, timeText } from './print';
import { HELP, run } from './run';
import { parsePercent, parseSeconds, parseWaves, waveText } from './waves';

describe('waves', () => {
  it('are numbers of hubs, shares and groups', () => {
    const waves = parseWaves('1, 5%,group:pilot,12.5%');
    expect(waves).toEqual([{ hubs: 1 }, { percent: 5 }, { group: 'pilot' }, { percent: 12.5 }]);
    expect(waves.map(waveText)).toEqual(['1 hubs', '5%', 'group pilot', '12.5%']);
  });

  it.each(['', '0', '0%', '101%', '-1', 'pilot', 'group:', 'group:A B', '1,,2'])('%j are none', (text) =>
    expect(() => parseWaves(text)).toThrow('is no wave'),
  );
});

it.each([
  ['0', 0],
  ['90s', 90],
  ['30m', 1800],
  ['2h', 7200],
  ['7d', 604_800],
])('%s is %d seconds', (text, seconds) => expect(parseSeconds(text, '--soak')).toBe(seconds));

it.each(['5', 'h', '1.5h', '-1h', '1w'])('%s is no time', (text) =>
  expect(() => parseSeconds(text, '--soak')).toThrow('--soak'),
);

it.each([
  ['0', 0],
  ['5%', 5],
  ['99.9', 99.9],
])('%s is %d percent', (text, percent) => expect(parsePercent(text, '--errors')).toBe(percent));

it.each(['101', '-1', 'all', ''])('%j is no share', (text) =>
  expect(() => parsePercent(text, '--errors')).toThrow('--errors'),
);

it('prints columns as wide as they must be', () =>
  expect(
    tableOf(
      ['a', 'long'],
      [
        ['1234', 'x'],
        ['', 'y'],
      ],
    ),
  ).toBe('a     long\n1234  x\n      y\n'));

it('prints times in UTC', () => expect([timeText(1_790_000_000), timeText(null)]).toEqual(['2026-09-21 14:13', '-']));

describe('where the server is', () => {
  it('is told by options, else by the environment, else it is the one of this checkout', () => {
    const dir = mkdtempSync(join(tmpdir(), 'team-'));
    try {
      expect(() => connectionOf({}, {}, dir)).toThrow('no server');
      const key = join(dir, 'team-key');
      writeFileSync(key, 'k\n');
      expect(() => connectionOf({ server: 'https://x' }, {}, join(dir, 'none'))).toThrow('no key');
      writeFileSync(join(dir, 'address'), 'https://localhost:1\n');
      expect(connectionOf({}, {}, dir)).toEqual({ url: 'https://localhost:1', key: 'k', ca: undefined });
      const environment = { HUB_TEAM_SERVER: 'https://e/', HUB_TEAM_KEY_FILE: key };
      expect(connectionOf({}, environment, dir).url).toBe('https://e');
      expect(connectionOf({ server: 'https://o' }, environment, dir).url).toBe('https://o');
      expect(() => connectionOf({ server: 'https://o', 'key-file': join(dir, 'x') }, {}, dir)).toThrow('ENOENT');
    } finally {
      rmSync(dir, { recursive: true });
    }
  });
});

describe('the command line', () => {
  const said: string[] = [];
  const surroundings = { environment: {}, local: '/nowhere', print: (text: string) => void said.push(text) };

  it('explains itself', async () => {
    for (const args of [[], ['help'], ['--help'], ['create', '--help']]) await run(args, surroundings);
    expect(said).toEqual([HELP, HELP, HELP, HELP]);
  });

  it.each([[['burn']], [['create', '--fast']], [['list']]])('refuses %j by what is wrong with it', async (args) => {
    await expect(run(args, surroundings)).rejects.toMatchObject({ code: 'USAGE', action: 'See ./hub rollout --help' });
  });
});
