import { randomBytes } from 'node:crypto';
import { PAIRING_EVENT, type PairingView } from '@hub/contracts';
import {
  allowed,
  asked,
  closed,
  CLOSED,
  denied,
  loginReply,
  named,
  opened,
  type Pairing,
  tidied,
  waiting,
  waitReply,
} from '@hub/domain/pairing';
import { ApiError } from '@hub/nest-http';
import { HttpStatus, Inject, Injectable, Logger, type MessageEvent, type OnApplicationShutdown } from '@nestjs/common';
import { defer, interval, map, merge, type Observable, of, Subject, takeUntil, throttleTime } from 'rxjs';
import { DEVICE_PREFIX } from '@hub/adapters/mosquitto';
import { BrokerAccounts } from '../broker-accounts/broker-accounts.service';
import type { HubConfig } from '../config/config';
import { CLOCK, type Clock, CONFIG } from '../ports/ports';
import { PlugPages } from './plug-pages';
import { viewOf } from './view';

const NAME_BYTES = 5;
const TICK_MS = 1_000;
/** A flood of requests must not become a flood of events. */
const SHORTEST_GAP_MS = 250;
/** A page that hears nothing for longer takes its stream for dead. */
const HEARTBEAT_MS = 10_000;

/** The window in which devices may ask, who asks, and what they are told. Nothing of it outlives a restart. */
@Injectable()
export class PairingService implements OnApplicationShutdown {
  private readonly logger = new Logger('pairing');
  private pairing: Pairing = CLOSED;
  /** Accounts whose login was not fetched yet, by the address that may. */
  private readonly unfetched = new Map<string, string>();
  private readonly deciding = new Set<string>();
  private readonly changes = new Subject<void>();
  private readonly windows = new Subject<void>();
  private readonly over = new Subject<void>();
  private timer: NodeJS.Timeout | undefined;

  /** Emits when the window was opened or closed by a person. */
  readonly windowChanged = this.windows.asObservable();

  constructor(
    private readonly accounts: BrokerAccounts,
    private readonly pages: PlugPages,
    @Inject(CONFIG) private readonly config: HubConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onApplicationShutdown(): void {
    clearInterval(this.timer);
    this.over.next();
  }

  get isOpen(): boolean {
    return tidied(this.pairing, this.clock()).openUntil !== null;
  }

  now(): PairingView {
    return viewOf(this.pairing, this.clock());
  }

  open(): PairingView {
    const view = this.become(opened(this.pairing, this.clock()));
    this.windows.next();
    return view;
  }

  close(): PairingView {
    const view = this.become(closed(this.pairing, this.clock()));
    this.windows.next();
    return view;
  }

  deny(address: string): PairingView {
    return this.become(denied(this.pairing, address, this.clock()) ?? notAsking(address));
  }

  async allow(address: string): Promise<PairingView> {
    if (this.deciding.has(address) || !waiting(this.pairing, address, this.clock())) notAsking(address);
    this.deciding.add(address);
    try {
      const username = DEVICE_PREFIX + randomBytes(NAME_BYTES).toString('hex');
      const base = baseTopicOf(username);
      const { password } = await this.accounts.create(username, {
        publishes: [`${base}/#`],
        subscribes: [`${base}/+/in/#`],
      });
      const reply = loginReply({
        username,
        password,
        baseTopic: base,
        port: this.config.broker.devicePort,
      });
      const next = allowed(this.pairing, address, reply, this.clock());
      if (!next) {
        await this.accounts.revoke(username);
        return notAsking(address);
      }
      this.unfetched.set(address, username);
      return this.become(next);
    } finally {
      this.deciding.delete(address);
    }
  }

  /** What the device at an address is told that asks to be let in. */
  ask(address: string): string {
    const [next, told] = asked(this.pairing, address, this.clock());
    if (next.requests !== this.pairing.requests || next.openUntil !== this.pairing.openUntil) this.become(next);
    if (told === 'registered') void this.identify(address);
    if (typeof told === 'string') return told === 'closed' ? 'Pairing is closed' : waitReply(address);
    this.unfetched.delete(address);
    return told.reply;
  }

  events(): Observable<MessageEvent> {
    const event = (): MessageEvent => ({ type: PAIRING_EVENT, data: JSON.stringify(this.now()) });
    const later = merge(this.changes, interval(HEARTBEAT_MS)).pipe(
      throttleTime(SHORTEST_GAP_MS, undefined, { leading: true, trailing: true }),
    );
    return defer(() => merge(of(null), later)).pipe(map(event), takeUntil(this.over));
  }

  /** Asks the device what it is, until it has said so. */
  private async identify(address: string): Promise<void> {
    if (this.pairing.requests.get(address)?.identity) return;
    const identity = await this.pages.identityAt(address, this.clock());
    if (identity) this.become(named(this.pairing, address, identity));
  }

  private become(next: Pairing): PairingView {
    this.pairing = next;
    this.changes.next();
    this.timer ??= setInterval(() => this.tick(), TICK_MS);
    return this.now();
  }

  /** Ends what is over: also the accounts of devices that did not come for their login. */
  private tick(): void {
    const before = this.pairing;
    this.pairing = tidied(before, this.clock());
    for (const [address, username] of this.unfetched) {
      if (this.pairing.requests.get(address)?.answer.state === 'allowed') continue;
      this.unfetched.delete(address);
      this.accounts.revoke(username).catch((error: unknown) => this.logger.error(error));
    }
    if (before.requests.size !== this.pairing.requests.size || before.openUntil !== this.pairing.openUntil)
      this.changes.next();
    if (this.pairing.openUntil !== null || this.pairing.requests.size > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }
}

/** Every device has topics of its own, whatever it calls itself. */
const baseTopicOf = (username: string): string => `emon/${username}`;

function notAsking(address: string): never {
  throw new ApiError(
    HttpStatus.CONFLICT,
    'HUB_DEVICE_NOT_ASKING',
    `No device at ${address} waits for an answer.`,
    'Switch the device off and on, and wait until it asks again.',
  );
}
