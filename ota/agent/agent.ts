import {
  decideOffer,
  isOffline,
  mayReboot,
  mustPersist,
  otherSlot,
  transition,
  type Boot,
  type HubFacts,
  type Offer,
  type UpdateEvent,
  type UpdateJournal,
  type UpdateState,
} from '@hub/domain/update';
import type { Clock, Downloads, Installer, Machine, JournalStore, Offline, Progress, Server } from './ports';
import type { UpdateStatus } from '@hub/contracts';
import { statusOf, type Volatile } from './status';

export interface Ports {
  readonly machine: Machine;
  readonly server: Server;
  readonly downloads: Downloads;
  readonly installer: Installer;
  readonly offline: Offline;
  readonly store: JournalStore;
  readonly clock: Clock;
}

export interface AgentSettings {
  readonly compatible: string;
  readonly floorVersion: string;
  readonly pollS: number;
  /** A random number from 0 to 1: hubs must not ask all at once. */
  readonly jitter: () => number;
  /** How often the wait for a moment to restart, or for the health gate, looks again. */
  readonly lookS: number;
  readonly verdictWithinS: number;
}

const neverAborted = new AbortController().signal;

const wholePercent = ({ doneBytes, totalBytes }: Progress): number => Math.floor((100 * doneBytes) / totalBytes);

type Phase<P extends UpdateState['phase']> = Extract<UpdateState, { phase: P }>;

/**
 * The update agent: in each round it does what its state asks for, tells the state machine what came of it, and writes
 * the new state down before it acts on that. A restart at any moment goes on from the file.
 */
export class Agent {
  private journal: UpdateJournal;
  private boot: Boot | undefined;
  private manifest: Volatile['manifest'];
  private idleBecause: string | undefined;
  private progress: Progress | undefined;
  private installedPercent: number | undefined;
  private contactAt: number | undefined;
  private contactMonotonicS = -Infinity;
  private urgentByHand = false;
  private wakeUp = new AbortController();

  constructor(
    private readonly ports: Ports,
    private readonly settings: AgentSettings,
  ) {
    this.journal = ports.store.load();
  }

  /** Ask for the target now. `urgent`: someone stands before the page and waits. */
  wake(urgent: boolean): void {
    this.urgentByHand ||= urgent;
    this.wakeUp.abort();
  }

  /** Runs until the process ends: what must not be forgotten is on the card at any moment. */
  async run(): Promise<never> {
    this.boot = await this.ports.machine.boot();
    this.apply({ type: 'started', boot: this.boot, at: this.ports.clock.now() });
    // A first look soon after the start, but not by all hubs of a street in the second the power is back.
    await this.pause(this.settings.jitter() * Math.min(60, this.settings.pollS));
    for (;;) this.apply(await this.perform(this.boot));
  }

  private apply(event: UpdateEvent | undefined): void {
    if (!event) return;
    const next = transition(this.journal, event);
    if (mustPersist(this.journal, next)) this.ports.store.save(next);
    this.journal = next;
    // Who asked during a check that was under way is answered by the next one.
    if (next.state.phase === 'idle' && !this.wakeUp.signal.aborted) this.urgentByHand = false;
    this.tell();
  }

  private tell(): void {
    if (!this.boot) return;
    const status = this.show(this.boot);
    this.ports.offline.show(this.facts(this.boot));
    if (status.phase !== 'checking') this.ports.server.report(status).catch(() => undefined);
  }

  /** Tells the page how things stand. The server hears of it only when the state has changed. */
  private show(boot: Boot): UpdateStatus {
    const { manifest, idleBecause, progress, installedPercent, contactAt: serverContactAt } = this;
    const now = { manifest, idleBecause, progress, installedPercent, serverContactAt };
    const status = statusOf(this.journal, boot, now);
    this.ports.machine.publish(status);
    return status;
  }

  private async perform(boot: Boot): Promise<UpdateEvent | undefined> {
    const { state } = this.journal;
    const at = (): number => this.ports.clock.now();
    switch (state.phase) {
      case 'idle':
        await this.pause(this.pollAfterS());
        return { type: 'check-due' };
      case 'checking':
        return this.check(boot);
      case 'downloading':
        return this.download(state, boot);
      case 'installing':
        return this.install(state, boot);
      case 'pending-reboot':
        return this.awaitMoment(state, boot);
      case 'verifying':
        return this.awaitVerdict(state, boot);
      case 'rolling-back':
        await this.ports.machine.markBad(boot.slot);
        return this.restart();
      case 'good':
        this.ports.downloads.clear();
        return { type: 'settled', boot, at: at() };
      case 'rolled-back':
        await this.ports.machine.markBad(otherSlot(boot.slot));
        this.ports.downloads.clear();
        return { type: 'settled', boot, at: at() };
    }
  }

  private pollAfterS(): number {
    return this.settings.pollS * (0.8 + 0.4 * this.settings.jitter());
  }

  /** Ends early, and at once, while someone has asked for the target and was not answered yet. */
  private pause(seconds: number): Promise<void> {
    return this.ports.clock.sleep(seconds, this.wakeUp.signal);
  }

  private async check(boot: Boot): Promise<UpdateEvent> {
    this.wakeUp = new AbortController();
    const brought = this.urgentByHand ? this.ports.offline.offer(this.facts(boot)) : undefined;
    if (brought) {
      const { release, notes } = brought;
      this.manifest = notes ? { version: release.version, notes } : undefined;
      return { type: 'offered', offer: { kind: 'install', release, urgent: true }, boot };
    }
    const offer = await this.fetchOffer(boot);
    if (!offer) {
      this.idleBecause = 'no-answer';
      return { type: 'check-failed' };
    }
    this.idleBecause = offer.kind === 'none' ? offer.reason : undefined;
    return { type: 'offered', offer, boot };
  }

  /** `undefined` when the server cannot be asked or its answer is no target: then nothing changes. */
  private async fetchOffer(boot: Boot): Promise<Offer | undefined> {
    const parsed = await this.ports.server.fetchTarget();
    if (!parsed?.ok) return undefined;
    const { clock } = this.ports;
    this.contactAt = clock.now();
    this.contactMonotonicS = clock.monotonicS();
    this.manifest = parsed.manifest ?? undefined;
    return decideOffer({ ...parsed.target, urgent: parsed.target.urgent || this.urgentByHand }, this.facts(boot));
  }

  private facts(boot: Boot): HubFacts {
    const { compatible, floorVersion } = this.settings;
    const { refused, failures: backOff } = this.journal;
    return { bootedVersion: boot.version, compatible, floorVersion, refused, backOff, now: this.ports.clock.now() };
  }

  /** The target is looked at during the download too: the team may take it back. */
  private async download(state: Phase<'downloading'>, boot: Boot): Promise<UpdateEvent> {
    const { downloads, clock } = this.ports;
    const over = new AbortController();
    const withdrawn: { offer?: Offer } = {};
    const isOver = (): boolean => over.signal.aborted;
    const watch = async (): Promise<void> => {
      while (!isOver()) {
        await clock.sleep(this.pollAfterS(), over.signal);
        const offer = isOver() ? undefined : await this.fetchOffer(boot);
        if (!offer || (offer.kind === 'install' && offer.release.sha256 === state.release.sha256)) continue;
        withdrawn.offer = offer;
        over.abort();
      }
    };
    const watching = isOffline(state.release) ? undefined : watch();
    const result = await downloads.fetch(state.release, over.signal, (progress) => {
      const isNews = wholePercent(progress) !== (this.progress && wholePercent(this.progress));
      this.progress = progress;
      if (isNews) this.show(boot);
    });
    this.progress = undefined;
    over.abort();
    await watching;
    if (withdrawn.offer) return { type: 'offered', offer: withdrawn.offer, boot };
    if (result.ok) return { type: 'downloaded' };
    return { type: 'download-failed', reason: result.reason, at: clock.now() };
  }

  private async install(state: Phase<'installing'>, boot: Boot): Promise<UpdateEvent> {
    const { installer, downloads, machine, clock } = this.ports;
    const file = downloads.path(state.release);
    // Judged before: an installation on a slow card lasts longer than the server's last word is worth.
    const reachable = clock.monotonicS() - this.contactMonotonicS < 3 * this.settings.pollS;
    const result = await installer.install(state.release, state.source, file, (percent) => {
      this.installedPercent = percent;
      this.show(boot);
    });
    this.installedPercent = undefined;
    if (!result.ok) return { type: 'install-failed', failure: result.failure, reason: result.reason, at: clock.now() };
    return { type: 'installed', before: await machine.baseline(reachable), at: clock.now() };
  }

  private async awaitMoment(state: Phase<'pending-reboot'>, boot: Boot): Promise<UpdateEvent | undefined> {
    const { machine, clock } = this.ports;
    const begun = clock.monotonicS();
    let nextCheck = begun + this.pollAfterS();
    for (;;) {
      // Whichever is longer: the clock may have been set back since.
      const waitedS = Math.max(clock.now() - state.readyAt, clock.monotonicS() - begun);
      const load = await machine.controlledLoad();
      if (mayReboot({ load, waitedS, urgent: state.urgent || this.urgentByHand })) return this.restart();
      await this.pause(this.settings.lookS);
      if (clock.monotonicS() < nextCheck && !this.wakeUp.signal.aborted) continue;
      this.wakeUp = new AbortController();
      nextCheck = clock.monotonicS() + this.pollAfterS();
      const offer = isOffline(state.release) ? undefined : await this.fetchOffer(boot);
      if (offer) return { type: 'offered', offer, boot };
    }
  }

  private async awaitVerdict(state: Phase<'verifying'>, boot: Boot): Promise<UpdateEvent> {
    const { machine, clock } = this.ports;
    const begun = clock.monotonicS();
    while (clock.monotonicS() - begun < this.settings.verdictWithinS) {
      const { verdict } = await machine.boot();
      if (verdict?.version === state.release.version) return { type: 'verdict', fault: verdict.fault, boot };
      await clock.sleep(this.settings.lookS, neverAborted);
    }
    return { type: 'verdict', fault: 'no-verdict', boot };
  }

  /** The system goes down now; until it has, nothing more is done. */
  private async restart(): Promise<undefined> {
    await this.ports.machine.reboot();
    await this.ports.clock.sleep(600, neverAborted);
    return undefined;
  }
}
