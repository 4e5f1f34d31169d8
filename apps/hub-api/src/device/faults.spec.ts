import { describe, expect, it } from 'vitest';
import { startFault, statusFaults, storageFault } from './faults';

describe('a fault from before Linux ran', () => {
  it.each([
    ['data-lost', 'DATA_LOST'],
    ['data-repaired', 'DATA_REPAIRED'],
    ['rescue', 'RESCUE'],
    ['database-repaired', 'DATABASE_REPAIRED'],
    ['database-lost', 'DATABASE_LOST'],
    ['boot-state', 'BOOT_STATE'],
  ])('%s is told in plain words', (name, code) => {
    const fault = startFault(name, 'e2fsck code 4');
    expect(fault).toMatchObject({ code });
    expect(fault?.message).not.toContain('e2fsck');
    expect(fault?.action).not.toBe('');
  });

  it('without a text here is told in its own words', () =>
    expect(startFault('writable-paths', `unknown kind ${'x'.repeat(1000)}\n`)).toMatchObject({
      code: 'WRITABLE_PATHS',
      message: expect.stringMatching(/^unknown kind x{287}$/) as string,
    }));

  it('has the name of a fault', () => expect(startFault('../etc', 'x')).toBeUndefined());
});

describe('faults in what a service says of itself', () => {
  const problem = { code: 'A', message: 'b', action: 'c' };
  it.each<[string, unknown, number]>([
    ['one', { fault: problem }, 1],
    ['several', { faults: [problem, { ...problem, code: 'B' }] }, 2],
    [
      'of steps',
      {
        steps: [
          { step: 'storage', error: problem },
          { step: 'identity', error: null },
        ],
      },
      1,
    ],
    ['none', { fault: null, faults: [] }, 0],
    ['half ones', { fault: { code: 'A' }, faults: ['x', 3] }, 0],
    ['a status without', { format: 1, phase: 'idle' }, 0],
    ['no object', [1], 0],
  ])('%s', (_, status, count) => expect(statusFaults(JSON.stringify(status))).toHaveLength(count));

  it('are none where the file is torn', () => expect(statusFaults('{"fault":{"code":"A"')).toEqual([]));

  it('include a file on the card that was not taken, by line and key', () => {
    const status = {
      state: 'rejected',
      time: 1,
      settings: [],
      faults: [
        { line: 3, key: 'wifi.password', message: 'must be longer' },
        { line: null, key: '', message: 'is not text' },
      ],
    };
    expect(statusFaults(JSON.stringify(status))).toMatchObject([
      {
        code: 'PRESEED_REJECTED',
        message: expect.stringContaining('line 3, wifi.password: must be longer; is not text') as string,
      },
    ]);
    expect(statusFaults(JSON.stringify({ ...status, state: 'applied' }))).toEqual([]);
  });
});

describe('the card', () => {
  const totalBytes = 8_000_000_000;
  it.each([
    [0, '0 MB'],
    [200_000_000, '200 MB'],
    [799_999_999, '799 MB'],
  ])('with %d bytes free is almost full', (freeBytes, shown) =>
    expect(storageFault({ totalBytes, freeBytes })).toMatchObject({
      code: 'CARD_ALMOST_FULL',
      message: expect.stringContaining(shown) as string,
    }),
  );

  it('with a tenth free is not, nor one that nothing is known of', () => {
    expect(storageFault({ totalBytes, freeBytes: 800_000_000 })).toBeUndefined();
    expect(storageFault(null)).toBeUndefined();
  });
});
