import { computed, inject, Injectable } from '@angular/core';
import { PAIRING_EVENT, PairingView } from '@hub/contracts';
import { HubClock, HubApi, streamed, Visitor } from '@hub/data-access';
import { SignInGate } from '../../sign-in/sign-in-gate';

/** The window in which devices may ask to be let in, and who asks. Known only to who is signed in. */
@Injectable({ providedIn: 'root' })
export class Pairing {
  private readonly api = inject(HubApi);
  private readonly gate = inject(SignInGate);
  private readonly time = inject(HubClock);
  private readonly visitor = inject(Visitor);
  private readonly live = streamed<PairingView>(
    { path: 'pairing/events', event: PAIRING_EVENT, latest: 'pairing', shape: PairingView },
    () => typeof this.visitor.user() === 'string',
  );
  readonly requests = computed(() => this.live.value()?.requests ?? []);
  /** Those that wait for an answer. */
  readonly asking = computed(() => this.requests().filter(({ state }) => state === 'asking'));
  /** Seconds for which devices may still ask; 0 while the window is closed. */
  readonly secondsLeft = computed(() => {
    const view = this.live.value();
    if (!view || view.openUntil === null) return 0;
    return Math.max(0, Math.ceil(view.openUntil - (this.time.timeS() ?? view.serverTime)));
  });

  /** Whether the window is open now; it is not when the person does not sign in. */
  async open(): Promise<boolean> {
    return this.take(await this.gate.run(() => this.api.send('POST', 'pairing/window', PairingView)));
  }

  async close(): Promise<void> {
    this.take(await this.gate.run(() => this.api.send('DELETE', 'pairing/window', PairingView)));
  }

  async decide(decision: 'allow' | 'deny', address: string): Promise<void> {
    this.take(await this.gate.run(() => this.api.send('POST', `pairing/${decision}`, PairingView, { address })));
  }

  private take(view: PairingView | undefined): boolean {
    if (view) this.live.set(view);
    return view !== undefined;
  }
}
