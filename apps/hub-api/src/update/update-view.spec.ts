import { OfflineRefusal, type OfflineState, type UpdateStatus } from '@hub/contracts';
import { describe, expect, it } from 'vitest';
import { updateView, wordsOf } from './update-view';

const status: UpdateStatus = {
  format: 1,
  bootedVersion: '1.0.0',
  slot: 'A',
  phase: 'idle',
  release: { version: '1.1.0', notes: { en: 'Better', cy: 'Gwell' } },
  idleBecause: null,
  progress: null,
  outcome: null,
  refused: [],
  serverContactAt: 1,
};
const state = (...bundles: OfflineState['bundles']): OfflineState => ({ format: 1, bundles });

describe('what can be installed', () => {
  it.each<[boolean, Partial<UpdateStatus>]>([
    [true, {}],
    [true, { idleBecause: 'not-yet' }],
    [true, { idleBecause: 'backing-off' }],
    [true, { phase: 'downloading' }],
    [false, { idleBecause: 'held' }],
    [false, { idleBecause: 'refused-before' }],
    [false, { idleBecause: 'up-to-date' }],
    [false, { bootedVersion: '1.1.0' }],
    [false, { release: null }],
    [false, { phase: 'good' }],
  ])('%s for %j', (available, change) =>
    expect(updateView({ ...status, ...change }, null)).toMatchObject({ available }),
  );

  it('is nothing where no agent runs', () =>
    expect(updateView(null, null)).toEqual({ available: false, status: null, offline: null, refused: [] }));

  it('is what someone brought', () => {
    const offered = { source: 'usb', file: 'a.raucb', state: 'offered', version: '2.0.0', notes: null } as const;
    const view = updateView({ ...status, release: null }, state(offered));
    expect(view).toMatchObject({ available: true, offline: { source: 'usb', version: '2.0.0', notes: null } });
  });

  it('is not what is still looked at or was refused, and the refusal is told', () => {
    const view = updateView(
      { ...status, release: null },
      state(
        { source: 'usb', file: 'a.raucb', state: 'checking' },
        { source: 'usb', file: 'b.raucb', state: 'refused', code: 'DAMAGED', version: null },
      ),
    );
    expect(view).toMatchObject({ available: false, offline: null, refused: [{ file: 'b.raucb', code: 'DAMAGED' }] });
  });
});

it('every refusal has its words', () => {
  for (const code of OfflineRefusal.options) {
    const { message, action } = wordsOf(code);
    expect([message, action].every((text) => text.endsWith('.'))).toBe(true);
  }
});
