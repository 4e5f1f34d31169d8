import type { Observable } from 'rxjs';

/** A message as the broker delivered it. */
export interface BrokerMessage {
  readonly topic: string;
  readonly payload: Buffer;
  /** The broker kept it from before the subscription: its time of arrival says nothing. */
  readonly retained: boolean;
}

/** `idle`: not used yet. `away`: no connection. `refused`: the broker does not take this login. Both are tried again. */
export interface BrokerStatus {
  readonly state: 'idle' | 'connected' | 'away' | 'refused';
  /** Why it is away or refused, in the words of the driver. */
  readonly detail: string | null;
}

export interface PublishOptions {
  /** 1 unless told: resolves when the broker has the message. 0: when it was written to the socket. */
  readonly qos?: 0 | 1;
  readonly retain?: boolean;
  /** The broker forgets the message when it was not fetched within this time. */
  readonly expiryS?: number;
}

export interface Subscription {
  /** Resolves when the broker has taken the subscription. Rejects with `HUB_BROKER_DENIED`; then each connection asks again. */
  readonly granted: Promise<void>;
  end(): void;
}

/** A broker that may come and go. It is connected at the first use, and again and again after each loss or refusal. */
export interface Broker {
  /** The present state, then each change. */
  readonly status: Observable<BrokerStatus>;
  readonly connected: () => boolean;
  /** Resolves when connected. @throws BrokerError HUB_BROKER_REFUSED when the broker refuses the login. */
  ready(): Promise<void>;
  /** Hears messages from now on, over every reconnection, until it is ended. */
  subscribe(filter: string, listener: (message: BrokerMessage) => void): Subscription;
  /** @throws BrokerError HUB_BROKER_AWAY, HUB_BROKER_DENIED. Nothing waits here for a broker that is away. */
  publish(topic: string, payload: string | Buffer, options?: PublishOptions): Promise<void>;
  /** Resolves when the broker was told: until then messages still come. */
  close(): Promise<void>;
}
