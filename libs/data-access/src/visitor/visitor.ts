import { computed, effect, inject, Injectable, signal, untracked } from '@angular/core';
import { Whoami } from '@hub/contracts';
import { ANYTHING, HubApi } from '../http/hub-api';
import { BROWSER_EDGE } from '../live/browser-edge';
import { faultOf } from '../http/fault';

const RETRY_MS = 5_000;

/** What is typed to sign in: the name of the hub's account, or the e-mail address of the CydYnni account on the server. */
export interface Credentials {
  readonly name: string;
  readonly password: string;
}

/** Where this page comes from, the hub or the community server, and who looks at it. */
@Injectable({ providedIn: 'root' })
export class Visitor {
  private readonly api = inject(HubApi);
  private readonly edge = inject(BROWSER_EDGE);
  private readonly who = signal<Whoami | undefined>(undefined);

  /** Undefined until somebody has said so. */
  readonly where = computed(() => this.who()?.where);
  /** Name of who is signed in; null when no one is; undefined until known. */
  readonly user = computed(() => {
    const who = this.who();
    return who && (who.user?.name ?? null);
  });
  /** The role of who is signed in on a hub; undefined where there is none, or an older hub does not say it. */
  readonly role = computed(() => this.who()?.user?.role);
  /** Whether the hub has an owner; undefined until known. */
  readonly claimed = computed(() => this.who()?.claimed);

  constructor() {
    effect(() => {
      // A session ends while a page is open: the page has to know that no one is signed in any more.
      if (this.api.unknownCalls() > 0 && typeof untracked(this.user) === 'string') void this.ask();
    });
  }

  /** Asks until somebody answers. */
  async ask(): Promise<void> {
    try {
      this.who.set(await this.api.get('whoami', Whoami));
    } catch (caught) {
      // A hub of an older version does not know the question; one that is starting will answer in a moment.
      if (faultOf(caught).kind !== 'refused') this.edge.after(RETRY_MS, () => void this.ask());
    }
  }

  /** Rejects with a `HubFault` when the hub does not let this person in. */
  async signIn({ name, password }: Credentials): Promise<void> {
    const onServer = this.where() === 'server';
    await (onServer
      ? this.api.send('POST', 'sessions', ANYTHING, { email: name, password })
      : this.api.send('POST', 'session', ANYTHING, { name, password }));
    await this.ask();
  }

  async signOut(): Promise<void> {
    await this.api.send('DELETE', this.where() === 'server' ? 'sessions' : 'session', ANYTHING);
    await this.ask();
  }
}
