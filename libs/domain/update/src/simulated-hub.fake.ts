import { chooseSlot, isBootable, markBad, markGood, setPrimary } from './boot-decision';
import { defaultBootState, type BootState } from './boot-state';
import { unknownBaseline } from './health';
import { decideOffer } from './offer';
import type { Release, Target } from './release';
import { baselineOfTrial } from './resume';
import { otherSlot, type Slot } from './slot';
import { transition } from './transition';
import { actOf, type Boot, type UpdateEvent } from './update-event';
import { blankJournal, mustPersist, type UpdateJournal } from './update-state';

export type Behaviour = 'good' | 'does-not-start' | 'starts-without-agent' | 'unhealthy' | 'hangs' | 'gate-dead';
type CutKind = 'power' | 'kill';
export const kinds: readonly CutKind[] = ['power', 'kill'];
export interface Cut {
  readonly step: number;
  readonly kind: CutKind;
}

class CutError extends Error {
  constructor(readonly kind: CutKind) {
    super(kind);
  }
}
class RestartError extends Error {}

export interface Scenario {
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

/** Boot script, RAUC, health gate and agent over one disk, each as a row of single steps, with cuts before some of them. */
export class SimulatedHub {
  readonly slots: Record<Slot, string | undefined> = { A: '1.0.0', B: undefined };
  bootState: BootState = { ...defaultBootState, attemptsLeft: { A: 3, B: 0 } };
  journal: UpdateJournal = blankJournal;
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
    let journal = this.journal;
    const apply = (event: UpdateEvent): void => {
      const next = transition(journal, event);
      if (mustPersist(journal, next)) {
        this.tick();
        this.journal = structuredClone(next);
      }
      journal = next;
      this.tick();
    };
    apply({ type: 'started', boot: this.observe(), at: this.step });
    for (let round = 0; round < 60; round++) {
      const boot = this.observe();
      if (!baselineOfTrial(journal, boot)) this.bootState = markGood(this.bootState, this.running);
      if (journal.state.phase === 'idle' && this.checksLeft === 0) return;
      for (const event of this.perform(journal, boot)) apply(event);
    }
    throw new Error(`the agent does not rest: ${journal.state.phase}`);
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

  private offer(journal: UpdateJournal, boot: Boot): UpdateEvent {
    const facts = {
      bootedVersion: boot.version,
      compatible: 'hub',
      floorVersion: '1.0.0',
      refused: journal.refused,
      backOff: undefined,
      now: 1,
    };
    return { type: 'offered', offer: decideOffer(this.target(), facts), boot };
  }

  private perform(journal: UpdateJournal, boot: Boot): UpdateEvent[] {
    const at = this.step;
    switch (actOf(journal.state).type) {
      case 'nothing':
        return [{ type: 'check-due' }];
      case 'fetch-target': {
        const event = this.offer(journal, boot);
        this.checksLeft--;
        return [event];
      }
      case 'download':
        this.tick();
        return [{ type: 'downloaded' }];
      case 'install':
        return this.install(journal);
      case 'reboot-at-a-good-moment':
        if (this.scenario.withdraws) return [this.offer(journal, boot)];
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

  private install(journal: UpdateJournal): UpdateEvent[] {
    if (journal.state.phase !== 'installing') throw new Error('install out of turn');
    const at = this.step;
    if (journal.refused.length > 0) throw new Error('a refused version was installed again');
    const target = otherSlot(this.running);
    this.tick();
    this.installs++;
    this.bootState = markBad(this.bootState, target);
    this.tick();
    this.slots[target] = undefined;
    this.tick();
    if (this.scenario.stream === 'breaks' && journal.state.source === 'stream') {
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
