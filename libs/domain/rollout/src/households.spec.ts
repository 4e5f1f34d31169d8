import { describe, expect, it } from 'vitest';
import { advance } from './advance';
import { type HubOrigin, oneOfEachHousehold } from './households';
import type { HubProgress, Rollout, RolloutMember } from './rollout';

const ROLLOUT: Rollout = {
  id: 1,
  plan: {
    version: '2.0.0',
    waves: [{ percent: 100 }],
    successPercent: 80,
    errorPercent: 20,
    soakS: 0,
    spreadS: 0,
    urgent: false,
  },
  state: 'running',
  reason: null,
  createdAt: 1_000,
  openedAt: [1_000],
  resumedAt: 0,
};
const member = (hubId: string, progress: HubProgress, wave = 0, since = 1_100): RolloutMember => ({
  hubId,
  wave,
  progress,
  since,
  reason: null,
});
const origins = (of: Readonly<Record<string, readonly [household: number, linkedAt: number]>>) =>
  new Map(Object.entries(of).map(([id, [household, linkedAt]]): [string, HubOrigin] => [id, { household, linkedAt }]));
const judged = (members: readonly RolloutMember[], from: ReadonlyMap<string, HubOrigin>) =>
  oneOfEachHousehold(members, from, ROLLOUT.createdAt);

describe('a household with many hubs', () => {
  const honest = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => member(id, 'done'));
  const invented = Array.from({ length: 26 }, (_, at) => member(`x${at}`, 'failed'));
  const from = origins(
    Object.fromEntries([
      ...honest.map(({ hubId }, at) => [hubId, [at, 500]] as const),
      ...invented.map(({ hubId }) => [hubId, [99, 500]] as const),
    ]),
  );

  it('has one voice: its failures alone pause nothing', () => {
    expect(advance(ROLLOUT, [...honest, ...invented], 2_000).rollout.state).toBe('paused');
    expect(advance(ROLLOUT, judged([...honest, ...invented], from), 2_000).rollout.state).toBe('finished');
  });

  it('is heard all the same', () => {
    expect(judged([member('a', 'done'), member('x0', 'failed')], from).map(({ progress }) => progress)).toEqual([
      'done',
      'failed',
    ]);
  });
});

it('a hub that was linked after the rollout began does not count', () => {
  const from = origins({ old: [1, 1_000], new: [2, 1_001] });
  expect(judged([member('old', 'done'), member('new', 'failed')], from)).toEqual([member('old', 'done')]);
});

it('a hub that is no longer linked does not count', () => {
  expect(judged([member('gone', 'left-out')], new Map())).toEqual([]);
});

it.each<[HubProgress[], HubProgress]>([
  [['done', 'failed'], 'failed'],
  [['done', 'working'], 'working'],
  [['absent', 'done'], 'done'],
  [['left-out', 'absent'], 'absent'],
  [['lost', 'failed'], 'failed'],
])('of %j of one household and wave, %s counts', (progress, wanted) => {
  const members = progress.map((each, at) => member(`h${at}`, each));
  const from = origins(Object.fromEntries(members.map(({ hubId }) => [hubId, [7, 1] as const])));
  expect(judged(members, from).map((each) => each.progress)).toEqual([wanted]);
  expect(judged([...members].reverse(), from).map((each) => each.progress)).toEqual([wanted]);
});

it('the latest of two failures counts, so that a new one is not taken for one that a person forgave', () => {
  const members = [member('h0', 'failed', 0, 1_100), member('h1', 'failed', 0, 1_500)];
  expect(judged(members, origins({ h0: [7, 1], h1: [7, 1] }))).toEqual([members[1]]);
});

it('waves are judged apart', () => {
  const members = [member('h0', 'failed', 0), member('h1', 'done', 1)];
  expect(judged(members, origins({ h0: [7, 1], h1: [7, 1] }))).toEqual(members);
});
