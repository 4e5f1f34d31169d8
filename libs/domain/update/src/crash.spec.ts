import { describe, expect, it } from 'vitest';
import { chooseSlot, isBootable, markBad, markGood, setPrimary } from './boot-decision';
import { defaultBootState, type BootState } from './boot-state';
import { unknownBaseline } from './health';
import { decideOffer } from './offer';
import type { Release, Target } from './release';
import { baselineOfTrial } from './resume';
import { otherSlot, type Slot } from './slot';
import { transition } from './transition';
import { actOf, type Boot, type UpdateEvent } from './update-event';
import { blankMemory, mustPersist, type UpdateMemory } from './update-state';

/*
 * A hub in memory: boot script, RAUC, health gate and agent over one disk, each as a row of single steps. Before any of
 * the steps the power may go or the agent be killed. Every such moment is played, and every pair of moments.
 */

type Behaviour = 'good' | 'does-not-start' | 'starts-without-agent' | 'unhealthy' | 'hangs' | 'gate-dead';
type CutKind = 'power' | 'kill';
const kinds: readonly CutKind[] = ['power', 'kill'];
interface Cut {
  readonly step: number;
  readonly kind: CutKind;
}

class CutError extends Error {
  constructor(readonly kind: CutKind) {
    super(kind);
  }
}
class RestartError extends Error {}

interface Scenario {
  readonly behaviour: Behaviour;
  /** `brought`: on a stick or by the page, so nothing is streamed. */
  readonly stream: 'works' | 'breaks' | 'brought';
  /** The team takes the target back while the hub waits for a good moment. */
  readonly withdraws?: boolean;
}

const release: Release = {
  version: '2.0.0',
  compatible: 'hub',
  bundleUrl: 'https://example.org/2',
  bundleBytes: 1,
  sha256: 'aa',
  minimumVersion: '1.0.0',
};

class Hub {
  readonly slots: Record<Slot, string | undefined> = { A: '1.0.0', B: undefined };
  bootState: BootState = { ...defaultBootState, attemptsLeft: { A: 3, B: 0 } };
  memory: UpdateMemory = blankMemory;
  verdict: Boot['verdict'];
  step = 0;
  boots = 0;
  installs = 0;
  checksLeft = 6;
  running: Slot = 'A';

  constructor(
    readonly scenario: Scenario,
    readonly cuts: readonly Cut[],
  ) {}

  /** The agent cannot be killed before it runs. */
  tick(possible: readonly CutKind[] = kinds): void {
    const cut = this.cuts.find(({ step }) => step === this.step);
    this.step++;
    if (cut && possible.includes(cut.kind)) throw new CutError(cut.kind);
  }

  /** From power on to rest: no check is left and nothing is under way. */
  live(): void {
    for (this.boots = 1; this.boots < 40; this.boots++) {
      try {
        const choice = chooseSlot(this.bootState);
        this.tick(['power']);
        this.bootState = choice.state;
        this.running = choice.slot;
        this.tick(['power']);
        const version = this.slots[choice.slot];
        if (version === undefined) continue;
        const dead = ['does-not-start', 'starts-without-agent'].includes(this.scenario.behaviour);
        if (version === release.version && dead) continue;
        this.runUntilRest();
        return;
      } catch (error) {
        if (!(error instanceof RestartError) && !(error instanceof CutError)) throw error;
      }
    }
    throw new Error('never came to rest');
  }

  private runUntilRest(): void {
    for (;;) {
      try {
        this.runAgent();
        return;
      } catch (error) {
        if (!(error instanceof CutError) || error.kind !== 'kill') throw error;
      }
    }
  }

  private observe(): Boot {
    const bootable = { A: isBootable(this.bootState, 'A'), B: isBootable(this.bootState, 'B') };
    const preferred = this.bootState.order[0] ?? 'A';
    const version = this.slots[this.running] ?? '';
    return { version, slot: this.running, bootId: String(this.boots), preferred, bootable, verdict: this.verdict };
  }

  private runAgent(): void {
    let memory = this.memory;
    const apply = (event: UpdateEvent): void => {
      const next = transition(memory, event);
      if (mustPersist(memory, next)) {
        this.tick();
        this.memory = structuredClone(next);
      }
      memory = next;
      this.tick();
    };
    apply({ type: 'started', boot: this.observe(), at: this.step });
    for (let round = 0; round < 60; round++) {
      const boot = this.observe();
      if (!baselineOfTrial(memory, boot)) this.bootState = markGood(this.bootState, this.running);
      if (memory.state.phase === 'idle' && this.checksLeft === 0) return;
      for (const event of this.perform(memory, boot)) apply(event);
    }
    throw new Error(`the agent does not rest: ${memory.state.phase}`);
  }

  private target(): Target {
    const { stream, withdraws } = this.scenario;
    const wanted = stream === 'brought' ? { ...release, bundleUrl: 'file:///stick/2.raucb' } : release;
    return {
      release: withdraws && this.checksLeft < 6 ? null : wanted,
      hold: false,
      notBefore: 0,
      urgent: false,
    };
  }

  private offer(memory: UpdateMemory, boot: Boot): UpdateEvent {
    const facts = {
      bootedVersion: boot.version,
      compatible: 'hub',
      floorVersion: '1.0.0',
      refused: memory.refused,
      backOff: undefined,
      now: 1,
    };
    return { type: 'offered', offer: decideOffer(this.target(), facts), boot };
  }

  private perform(memory: UpdateMemory, boot: Boot): UpdateEvent[] {
    const at = this.step;
    switch (actOf(memory.state).type) {
      case 'nothing':
        return [{ type: 'check-due' }];
      case 'fetch-target': {
        const event = this.offer(memory, boot);
        this.checksLeft--;
        return [event];
      }
      case 'download':
        this.tick();
        return [{ type: 'downloaded' }];
      case 'install':
        return this.install(memory);
      case 'reboot-at-a-good-moment':
        if (this.scenario.withdraws) return [this.offer(memory, boot)];
        this.tick();
        throw new RestartError();
      case 'await-verdict':
        return this.gate(boot);
      case 'leave-this-slot':
        this.bootState = markBad(this.bootState, this.running);
        this.tick();
        throw new RestartError();
      case 'settle-good':
        return [{ type: 'settled', boot, at }];
      case 'settle-rolled-back':
        this.tick();
        this.bootState = markBad(this.bootState, otherSlot(this.running));
        this.tick();
        return [{ type: 'settled', boot, at }];
    }
  }

  private install(memory: UpdateMemory): UpdateEvent[] {
    if (memory.state.phase !== 'installing') throw new Error('install out of turn');
    const at = this.step;
    if (memory.refused.length > 0) throw new Error('a refused version was installed again');
    const target = otherSlot(this.running);
    this.tick();
    this.installs++;
    this.bootState = markBad(this.bootState, target);
    this.tick();
    this.slots[target] = undefined;
    this.tick();
    if (this.scenario.stream === 'breaks' && memory.state.source === 'stream') {
      return [{ type: 'install-failed', failure: 'network', reason: 'closed', at }];
    }
    this.slots[target] = release.version;
    this.tick();
    this.bootState = setPrimary(this.bootState, target);
    this.tick();
    return [{ type: 'installed', before: unknownBaseline, at }];
  }

  private gate(boot: Boot): UpdateEvent[] {
    const { behaviour } = this.scenario;
    if (behaviour === 'hangs') throw new RestartError();
    if (behaviour === 'gate-dead') return [{ type: 'verdict', fault: 'no-verdict', boot }];
    const fault = behaviour === 'unhealthy' ? 'page-silent' : undefined;
    this.tick();
    // Good: the attempts first, so that a verdict on the card always has its attempts. Bad: the reason first.
    if (fault === undefined) this.bootState = markGood(this.bootState, this.running);
    else this.verdict = { version: boot.version, fault };
    this.tick();
    if (fault === undefined) this.verdict = { version: boot.version, fault };
    else this.bootState = markBad(this.bootState, this.running);
    this.tick();
    if (fault !== undefined) throw new RestartError();
    return [{ type: 'verdict', fault, boot }];
  }
}

function play(scenario: Scenario, cuts: readonly Cut[]): Hub {
  const hub = new Hub(scenario, cuts);
  hub.live();
  if (hub.slots[hub.running] === undefined || hub.memory.state.phase !== 'idle')
    throw new Error(JSON.stringify({ cuts, hub }));
  // Whatever happened: a restart now brings back what runs.
  if (chooseSlot(hub.bootState).slot !== hub.running) throw new Error(JSON.stringify({ cuts, hub }));
  return hub;
}

const summary = (hub: Hub): object => ({
  runs: hub.slots[hub.running],
  refused: hub.memory.refused.map(({ version }) => version),
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
