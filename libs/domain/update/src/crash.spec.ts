import { describe, expect, it } from 'vitest';
import { chooseSlot } from './boot-decision';
import { type Behaviour, type Cut, kinds, type Scenario, SimulatedHub } from './simulated-hub.fake';

/*
 * A hub in memory. Before any of its steps the power may go or the agent be killed. Every such moment is played, and
 * every pair of moments.
 */

function play(scenario: Scenario, cuts: readonly Cut[]): SimulatedHub {
  const hub = new SimulatedHub(scenario, cuts);
  hub.live();
  if (hub.slots[hub.running] === undefined || hub.journal.state.phase !== 'idle')
    throw new Error(JSON.stringify({ cuts, hub }));
  // Whatever happened: a restart now brings back what runs.
  if (chooseSlot(hub.bootState).slot !== hub.running) throw new Error(JSON.stringify({ cuts, hub }));
  return hub;
}

const summary = (hub: SimulatedHub): object => ({
  runs: hub.slots[hub.running],
  refused: hub.journal.refused.map(({ version }) => version),
});
const same = (a: object, b: object): boolean => JSON.stringify(a) === JSON.stringify(b);
const updated = { runs: '2.0.0', refused: [] };
const stayed = { runs: '1.0.0', refused: ['2.0.0'] };

function* singleCuts(steps: number): Generator<Cut> {
  for (let step = 0; step < steps; step++) for (const kind of kinds) yield { step, kind };
}

const behaviours: readonly Behaviour[] = [
  'good',
  'does-not-start',
  'starts-without-agent',
  'unhealthy',
  'hangs',
  'gate-dead',
];
const scenarios: readonly Scenario[] = behaviours.flatMap((behaviour): Scenario[] => [
  { behaviour, stream: 'works' },
  { behaviour, stream: 'breaks' },
  { behaviour, stream: 'brought' },
]);

describe.each(scenarios)('an update that is $behaviour, stream $stream', (scenario) => {
  const expected = scenario.behaviour === 'good' ? updated : stayed;
  const undisturbed = play(scenario, []);

  it('ends as it should', () => {
    expect(summary(undisturbed)).toEqual(expected);
    expect(undisturbed.installs).toBe(scenario.stream === 'breaks' ? 2 : 1);
  });

  it('ends the same with one cut at any moment', () => {
    for (const cut of singleCuts(undisturbed.step))
      expect({ cut, ...summary(play(scenario, [cut])) }).toEqual({ cut, ...expected });
  });

  it('comes to rest on a whole slot, whatever two moments are cut', () => {
    for (const first of singleCuts(undisturbed.step)) {
      const steps = play(scenario, [first]).step;
      for (const second of singleCuts(steps)) {
        if (second.step <= first.step) continue;
        const hub = play(scenario, [first, second]);
        // A good version whose trial lost its power twice has used its attempts up: the one harm two cuts can do.
        const spent = scenario.behaviour === 'good' && first.kind === 'power' && second.kind === 'power';
        const ends = spent ? [updated, stayed] : [expected];
        const seen = summary(hub);
        if (!ends.some((end) => same(end, seen)))
          expect({ first, second, ...seen }).toEqual({ first, second, ...expected });
      }
    }
  }, 60_000);
});

describe('an update taken back before the restart', () => {
  const scenario: Scenario = { behaviour: 'good', stream: 'works', withdraws: true };
  it('leaves the hub as it was, at any single cut, unless the power came back on the new version', () => {
    const undisturbed = play(scenario, []);
    expect(summary(undisturbed)).toEqual({ runs: '1.0.0', refused: [] });
    for (const cut of singleCuts(undisturbed.step)) {
      expect([updated, { runs: '1.0.0', refused: [] }]).toContainEqual(summary(play(scenario, [cut])));
    }
  });
});
