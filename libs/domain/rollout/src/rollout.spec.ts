import { describe, expect, it } from 'vitest';
import { advance } from './advance';
import { command } from './command';
import { ABSENT_AFTER_S, type HubFact, type HubUpdate, LOST_AFTER_S, observed, standingOf } from './progress';
import type { HubProgress, Rollout, RolloutMember, RolloutPlan } from './rollout';
import { placeInWaves } from './waves';

const NOW = 1_790_000_000;
const plan: RolloutPlan = {
  version: '2.0.0',
  waves: [{ hubs: 1 }, { percent: 10 }, { percent: 100 }],
  successPercent: 80,
  errorPercent: 10,
  soakS: 3600,
  spreadS: 0,
  urgent: false,
};
const rollout: Rollout = {
  id: 1,
  plan,
  state: 'running',
  reason: null,
  createdAt: NOW,
  openedAt: [],
  resumedAt: 0,
};
const ids = (count: number) => Array.from({ length: count }, (_, index) => `h-${String(index).padStart(8, '0')}`);

/** A fleet that stands as told: so many of each, all in one wave. */
const standing = (wave: number, counts: Partial<Record<HubProgress, number>>, since = NOW): RolloutMember[] =>
  Object.entries(counts).flatMap(([progress, count]) =>
    ids(count).map((id) => ({
      hubId: `${id}-${wave}-${progress}`,
      wave,
      progress: progress as HubProgress,
      since,
      reason: null,
    })),
  );

describe('placing a fleet of 1000 in waves', () => {
  const fleet = ids(1000).map((hubId, index) => ({ hubId, group: index < 7 ? 'pilot' : null }));
  const sizes = (places: ReadonlyMap<string, number>) =>
    plan.waves.map((_, wave) => [...places.values()].filter((each) => each === wave).length);

  it('counts shares with the waves before them', () =>
    expect(sizes(placeInWaves(fleet, plan, '1'))).toEqual([1, 99, 900]));

  it('draws others for another rollout, and the same ones for the same, in whatever order they come', () => {
    const first = placeInWaves(fleet, plan, '1');
    expect(placeInWaves(fleet.toReversed(), plan, '1')).toEqual(first);
    expect(placeInWaves(fleet, plan, '2')).not.toEqual(first);
  });

  it('takes a group by its name, and everyone else with the last wave', () => {
    const places = placeInWaves(fleet, { ...plan, waves: [{ group: 'pilot' }, { percent: 50 }] }, '1');
    expect([...places].filter(([, wave]) => wave === 0).map(([id]) => id)).toEqual(ids(7));
    expect(sizes(places)).toEqual([7, 993, 0]);
  });

  it('has at least one hub in a wave with a small share', () =>
    expect(sizes(placeInWaves(fleet.slice(0, 5), { ...plan, waves: [{ percent: 1 }, { percent: 100 }] }, '1'))).toEqual(
      [1, 4, 0],
    ));

  it('puts those that come later into the last wave and moves no one', () => {
    const before = placeInWaves(fleet.slice(0, 100), plan, '1');
    const after = placeInWaves(fleet, plan, '1', before);
    for (const [id, wave] of before) expect(after.get(id)).toBe(wave);
    expect(after.get('h-00000999')).toBe(2);
  });
});

describe('a hub in a rollout', () => {
  const opened = { ...rollout, openedAt: [NOW] };
  const quiet: HubUpdate = { phase: 'idle', working: null, outcome: null, refused: [] };
  const hub = (given: Partial<HubFact> = {}, update: Partial<HubUpdate> = {}): HubFact => ({
    hubId: 'h-00000000',
    version: '1.0.0',
    lastContact: NOW,
    hold: false,
    pin: null,
    update: { ...quiet, ...update },
    ...given,
  });
  const outcome = (kind: string, reason: string | null) => ({ outcome: { kind, version: '2.0.0', reason } });
  const working = { phase: 'installing', working: '2.0.0' } as const;

  it.each<[HubProgress, HubFact | undefined, string | null]>([
    ['left-out', undefined, null],
    ['left-out', hub({ hold: true }), null],
    ['left-out', hub({ pin: '1.5.0' }), null],
    ['offered', hub({ pin: '2.0.0' }), null],
    ['offered', hub(), null],
    ['offered', hub({ update: null }), null],
    ['absent', hub({ lastContact: null }), null],
    ['absent', hub({ lastContact: NOW - ABSENT_AFTER_S - 1 }), null],
    ['working', hub({}, working), null],
    ['working', hub({ version: '2.0.0' }, { phase: 'verifying', working: '2.0.0' }), null],
    ['lost', hub({ lastContact: NOW - LOST_AFTER_S - 1 }, working), 'silent since installing'],
    ['done', hub({ version: '2.0.0' }), null],
    ['done', hub({ version: '2.0.0', hold: true }), null],
    ['done', hub({ version: '2.0.0', update: null }), null],
    ['failed', hub({}, outcome('rolled-back', 'health:page')), 'health:page'],
    ['failed', hub({}, outcome('failed', null)), 'failed'],
    ['failed', hub({ lastContact: null }, { refused: [{ version: '2.0.0', reason: 'signature' }] }), 'signature'],
    ['offered', hub({}, outcome('rolled-back', 'withdrawn')), null],
    ['offered', hub({}, { outcome: { kind: 'rolled-back', version: '1.9.0', reason: 'x' } }), null],
    ['working', hub({}, { ...working, ...outcome('failed', 'network') }), null],
  ])('is %s', (progress, fact, reason) => expect(standingOf(opened, 0, fact, NOW)).toEqual({ progress, reason }));

  it('waits while its wave is closed, unless it has the version already', () => {
    expect(standingOf(opened, 1, hub(), NOW).progress).toBe('waiting');
    expect(standingOf(opened, 1, hub({ version: '2.0.0' }), NOW).progress).toBe('done');
  });

  it('is dated by when the server saw it change', () => {
    const member = standing(0, { offered: 1 }, 5)[0];
    if (member === undefined) throw new Error('there is one');
    expect(observed(member, { progress: 'offered', reason: null }, NOW)).toBe(member);
    expect(observed(member, { progress: 'failed', reason: 'x' }, NOW)).toMatchObject({ since: NOW, reason: 'x' });
    expect(observed(member, { progress: 'offered', reason: 'y' }, NOW)).toMatchObject({ since: 5 });
  });
});

describe('a rollout', () => {
  const open = (...openedAt: number[]): Rollout => ({ ...rollout, openedAt });
  const after = (start: Rollout, members: readonly RolloutMember[], now = NOW + 3600) => advance(start, members, now);
  const names = (advanced: ReturnType<typeof advance>) => advanced.events.map(({ event }) => event);

  it('opens its first wave at once, and only that', () => {
    const made = after(rollout, [...standing(0, { waiting: 1 }), ...standing(1, { waiting: 9 })], NOW);
    expect(made.rollout.openedAt).toEqual([NOW]);
    expect(made.events).toEqual([{ at: NOW, event: 'wave-opened', hubId: null, detail: 'wave 1 of 3, 1 hubs' }]);
  });

  it.each([
    ['too few are done', { done: 7, offered: 3 }, 1],
    ['enough are done', { done: 8, offered: 2 }, 2],
    ['those absent and left out do not count', { done: 4, absent: 50, 'left-out': 50, offered: 1 }, 2],
    ['all are absent: somebody must come back first', { absent: 3 }, 1],
    ['all are left out', { 'left-out': 3 }, 2],
    ['some work still', { done: 1, working: 1 }, 1],
  ] as const)('goes on to the next wave or not: %s', (_, counts, waves) => {
    const members = [...standing(0, counts), ...standing(1, { waiting: 1 })];
    expect(after(open(NOW), members).rollout.openedAt).toHaveLength(waves);
  });

  it('lets a wave soak', () => {
    const members = [...standing(0, { done: 1 }), ...standing(1, { waiting: 1 })];
    expect(after(open(NOW), members, NOW + 3599).rollout.openedAt).toHaveLength(1);
    expect(after(open(NOW), members, NOW + 3600).rollout.openedAt).toEqual([NOW, NOW + 3600]);
  });

  it.each([
    [{ failed: 1, done: 8, offered: 1 }, 'running'],
    [{ failed: 1, lost: 1, done: 7, offered: 1 }, 'paused'],
    [{ failed: 1 }, 'paused'],
    [{ failed: 1, offered: 3 }, 'paused'],
  ] as const)('with %o of its first wave is %s', (counts, state) =>
    expect(after(open(NOW), standing(0, counts), NOW + 1).rollout.state).toBe(state),
  );

  it('pauses for a late failure in an earlier wave, and says which', () => {
    const members = [...standing(0, { failed: 1 }, NOW + 5000), ...standing(1, { done: 9 })];
    const { rollout: paused } = after(open(NOW, NOW + 3600), members, NOW + 7200);
    expect(paused).toMatchObject({ state: 'paused', reason: 'wave 1: 1 of 1 failed' });
  });

  it('goes on after a person has seen the failures, and pauses again for new ones', () => {
    const members = [...standing(0, { failed: 1 }), ...standing(1, { done: 9 })];
    const paused = after(open(NOW, NOW + 1), members, NOW + 2).rollout;
    const resumed = command(paused, 'resume', 'seen', NOW + 3)?.rollout;
    expect(resumed).toMatchObject({ state: 'running', reason: null });
    expect(after(resumed ?? paused, members, NOW + 4).rollout.state).toBe('running');
    const more = [...members, ...standing(1, { failed: 2 }, NOW + 5)];
    expect(after(resumed ?? paused, more, NOW + 6).rollout.state).toBe('paused');
  });

  it('a forgiven failure of a whole wave does not hold the rollout up', () => {
    const members = [...standing(0, { failed: 1 }), ...standing(1, { waiting: 1 })];
    const resumed = { ...open(NOW), resumedAt: NOW };
    expect(after(resumed, members).rollout.openedAt).toHaveLength(2);
  });

  it('is finished when the last wave has passed, through empty waves at once', () => {
    const members = standing(2, { done: 9, offered: 1 });
    const opened = after(rollout, members, NOW);
    expect(names(opened)).toEqual(['wave-opened', 'wave-passed', 'wave-opened', 'wave-passed', 'wave-opened']);
    const done = after(opened.rollout, members);
    expect([done.rollout.state, names(done)]).toEqual(['finished', ['wave-passed', 'finished']]);
  });

  it('does nothing twice', () => {
    const members = standing(0, { done: 1 });
    const once = after(rollout, members, NOW);
    expect(advance(once.rollout, members, NOW).events).toEqual([]);
  });

  it.each(['paused', 'aborted', 'finished'] as const)('that is %s does nothing by itself', (state) =>
    expect(after({ ...open(NOW), state }, standing(0, { done: 1, failed: 5 })).events).toEqual([]),
  );
});

describe('a command', () => {
  it.each([
    ['running', 'pause', 'paused'],
    ['running', 'abort', 'aborted'],
    ['paused', 'resume', 'running'],
    ['paused', 'abort', 'aborted'],
  ] as const)('%s, %s: %s', (from, wanted, to) => {
    const done = command({ ...rollout, state: from }, wanted, 'by hand', NOW);
    expect(done?.rollout.state).toBe(to);
    expect(done?.events).toMatchObject([{ at: NOW, detail: 'by hand' }]);
  });

  it.each([
    ['running', 'resume'],
    ['paused', 'pause'],
    ['aborted', 'resume'],
    ['finished', 'abort'],
    ['finished', 'pause'],
  ] as const)('%s cannot be told to %s', (from, wanted) =>
    expect(command({ ...rollout, state: from }, wanted, '', NOW)).toBeUndefined(),
  );
});
