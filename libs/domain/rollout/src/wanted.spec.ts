import { describe, expect, it } from 'vitest';
import type { HubFact } from './progress';
import type { HubProgress, Rollout, RolloutState } from './rollout';
import { wantedOf } from './wanted';

const OPENED = 1_790_000_000;
const hub: HubFact = {
  hubId: 'h-00000000',
  version: '1.0.0',
  lastContact: OPENED,
  hold: false,
  pin: null,
  update: null,
};
const STAY = { version: null, hold: false, notBefore: 0, urgent: false };

const place = (
  id: number,
  version: string,
  state: RolloutState,
  given: Partial<Rollout['plan']> = {},
  openWaves = 1,
) => {
  const plan = {
    version,
    waves: [{ hubs: 1 }, { percent: 100 }],
    successPercent: 90,
    errorPercent: 5,
    soakS: 0,
    spreadS: 0,
    urgent: false,
    ...given,
  };
  const openedAt = Array.from({ length: openWaves }, (_, wave) => OPENED + wave);
  const rollout: Rollout = { id, plan, state, reason: null, createdAt: OPENED, openedAt, resumedAt: 0 };
  return { rollout, wave: 0 as number | null, progress: 'offered' as HubProgress | null };
};

describe('what is wanted of a hub', () => {
  it('is to stay when nothing is rolled out', () => expect(wantedOf(hub, [])).toEqual(STAY));

  it('is the version whose wave is open for it', () =>
    expect(wantedOf(hub, [place(1, '2.0.0', 'running', { urgent: true })])).toEqual({
      version: '2.0.0',
      hold: false,
      notBefore: OPENED,
      urgent: true,
    }));

  it('is what went before while its wave is closed', () => {
    const closed = { ...place(2, '3.0.0', 'running'), wave: 1 };
    expect(wantedOf(hub, [closed, place(1, '2.0.0', 'finished', {}, 2)]).version).toBe('2.0.0');
    expect(wantedOf(hub, [closed])).toEqual(STAY);
  });

  it('is of a finished rollout also for a hub that came later', () => {
    const later = { ...place(1, '2.0.0', 'finished', {}, 2), wave: null, progress: null };
    expect(wantedOf(hub, [later])).toMatchObject({ version: '2.0.0', notBefore: OPENED + 1 });
    expect(wantedOf(hub, [{ ...later, rollout: { ...later.rollout, state: 'running' } }])).toEqual(STAY);
  });

  it('is held while the rollout is paused, except what is done', () => {
    expect(wantedOf(hub, [place(1, '2.0.0', 'paused')])).toMatchObject({ version: '2.0.0', hold: true });
    expect(wantedOf(hub, [{ ...place(1, '2.0.0', 'paused'), progress: 'done' }]).hold).toBe(false);
  });

  it('is nothing of an aborted rollout, and never leads back', () => {
    const before = place(1, '1.5.0', 'finished', {}, 2);
    expect(wantedOf(hub, [place(2, '2.0.0', 'aborted'), before]).version).toBe('1.5.0');
    expect(wantedOf({ ...hub, version: '2.0.0' }, [place(2, '2.0.0', 'aborted'), before])).toEqual(STAY);
  });

  it('is what it is pinned to before everything else, also an older version', () =>
    expect(wantedOf({ ...hub, version: '2.0.0', pin: '1.0.0' }, [place(1, '3.0.0', 'running')])).toEqual({
      ...STAY,
      version: '1.0.0',
    }));

  it('is held when the hub is', () =>
    expect(wantedOf({ ...hub, hold: true }, [place(1, '2.0.0', 'running')])).toMatchObject({
      version: '2.0.0',
      hold: true,
    }));

  it('begins spread over the time that the plan gives, for each hub at a moment of its own that stays', () => {
    const spread = place(1, '2.0.0', 'running', { spreadS: 3600 });
    const moments = Array.from({ length: 1000 }, (_, index) => {
      const own = { ...hub, hubId: `h-${String(index).padStart(8, '0')}` };
      expect(wantedOf(own, [spread])).toEqual(wantedOf(own, [spread]));
      return wantedOf(own, [spread]).notBefore - OPENED;
    });
    expect(Math.min(...moments)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...moments)).toBeLessThan(3600);
    // Each of ten equal parts gets its tenth, roughly.
    for (let part = 0; part < 10; part++) {
      const inside = moments.filter((moment) => Math.floor(moment / 360) === part).length;
      expect(inside).toBeGreaterThan(60);
      expect(inside).toBeLessThan(140);
    }
  });

  it('takes a version that cannot be read for older than every release', () =>
    expect(wantedOf({ ...hub, version: 'by-hand' }, [place(1, '2.0.0', 'running')]).version).toBe('2.0.0'));
});
