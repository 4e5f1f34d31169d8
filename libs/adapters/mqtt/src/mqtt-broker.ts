import { crc32 } from 'node:zlib';
import { connect, type IPublishPacket, type MqttClient } from 'mqtt';
import { BehaviorSubject, filter, firstValueFrom, type Observable } from 'rxjs';
import type { Broker, BrokerMessage, BrokerStatus, PublishOptions, Subscription } from './broker';
import { BrokerError } from './broker-error';
import { brokerOptions, type BrokerLogin, RECONNECT_MS } from './options';
import { topicMatcher } from './topic-filter';

/** A broker that does not take a farewell within this time is gone. */
const FAREWELL_MS = 2_000;
/** Longest pause after a refusal: the account may be made, or made again, at any time. */
const REFUSED_MS = 5_000;
/** MQTT 5: whether a new subscription brings what the broker keeps. */
const SEND_RETAINED = 0;
const SEND_RETAINED_IF_NEW = 1;
/** Of a subscription's number: a variable byte integer of four bytes. */
const LARGEST_ID = 0x0fff_ffff;

interface Listener {
  readonly filter: string;
  /** The broker sends a copy of a message for each subscription that takes it, and says by this number for which. */
  readonly id: number;
  readonly matches: (topic: string) => boolean;
  readonly take: (message: BrokerMessage) => void;
  readonly granted: () => void;
  readonly denied: (error: BrokerError) => void;
}

/** A broker that nothing is asked of yet. `onError`: told what a listener threw, which never reaches the connection. */
export function openBroker(login: BrokerLogin, onError: (error: unknown) => void = () => undefined): Broker {
  return new MqttBroker(login, onError);
}

class MqttBroker implements Broker {
  private client: MqttClient | undefined;
  private readonly state = new BehaviorSubject<BrokerStatus>({ state: 'idle', detail: null });
  private readonly listeners = new Set<Listener>();
  /** Numbers of messages that the broker has not answered. */
  private readonly unanswered = new Set<number>();
  private connections = 0;
  private closed = false;
  readonly status: Observable<BrokerStatus> = this.state.asObservable();

  constructor(
    private readonly login: BrokerLogin,
    private readonly onError: (error: unknown) => void,
  ) {}

  connected = (): boolean => this.client?.connected === true;

  async ready(): Promise<void> {
    this.start();
    const { state, detail } = await firstValueFrom(
      this.state.pipe(filter((now) => now.state === 'connected' || now.state === 'refused')),
    );
    if (state === 'refused') throw new BrokerError('HUB_BROKER_REFUSED', `The broker refuses us: ${detail ?? ''}`);
  }

  subscribe(filter: string, take: (message: BrokerMessage) => void): Subscription {
    let [granted, denied]: [() => void, (error: BrokerError) => void] = [() => undefined, () => undefined];
    const answered = new Promise<void>((resolve, reject) => ([granted, denied] = [resolve, reject]));
    // A denial is also told to `onError`: it is not checked here.
    answered.catch(() => undefined);
    const listener = { filter, id: subscriptionId(filter), matches: topicMatcher(filter), take, granted, denied };
    this.listeners.add(listener);
    if (this.connected()) this.ask(listener, SEND_RETAINED);
    else this.start();
    return { granted: answered, end: () => this.end(listener) };
  }

  async publish(topic: string, payload: string | Buffer, options: PublishOptions = {}): Promise<void> {
    this.start();
    const { client } = this;
    if (!client?.connected) throw new BrokerError('HUB_BROKER_AWAY', `The broker is away; ${topic} was not sent.`);
    await this.send(client, topic, payload, options);
  }

  async close(): Promise<void> {
    this.closed = true;
    const { client } = this;
    if (!client) return;
    await Promise.race([client.endAsync(), new Promise((resolve) => setTimeout(resolve, FAREWELL_MS).unref())]);
    client.end(true);
  }

  private send(client: MqttClient, topic: string, payload: string | Buffer, options: PublishOptions): Promise<void> {
    const { qos = 1, retain = false, expiryS } = options;
    const properties = expiryS !== undefined && { properties: { messageExpiryInterval: Math.ceil(expiryS) } };
    return new Promise((resolve, reject) => {
      const sent = { id: 0 };
      client.publish(topic, payload, { qos, retain, ...properties }, (error) => {
        this.unanswered.delete(sent.id);
        if (error) reject(publishFailure(topic, error, this.connected()));
        else resolve();
      });
      if (qos === 0) return;
      sent.id = client.getLastMessageId();
      this.unanswered.add(sent.id);
    });
  }

  private start(): void {
    if (this.client || this.closed) return;
    const { url, ...options } = brokerOptions(this.login);
    const client = connect(url, options);
    this.client = client;
    client.on('connect', () => this.joined(client));
    client.on('error', (error) => this.failed(client, error));
    client.on('close', () => this.lost(client));
    client.on('message', (topic, payload, { retain, properties }: IPublishPacket) =>
      this.heard({ topic, payload, retained: retain }, properties?.subscriptionIdentifier),
    );
  }

  private joined(client: MqttClient): void {
    client.options.reconnectPeriod = RECONNECT_MS;
    // A session that outlived an earlier run keeps its subscriptions, but this run knows nothing of what is retained.
    const retained = this.connections === 0 ? SEND_RETAINED : SEND_RETAINED_IF_NEW;
    this.connections += 1;
    for (const listener of this.listeners) this.ask(listener, retained);
    this.state.next({ state: 'connected', detail: null });
  }

  private failed(client: MqttClient, error: Error): void {
    const state = isRefusal(error) ? 'refused' : 'away';
    // After a refusal the driver sets its pause before it closes; otherwise the close lengthens it.
    if (state === 'refused') lengthen(client, Math.max(REFUSED_MS, this.login.maxReconnectMs ?? 0));
    const now = this.state.value;
    if (now.state !== state || now.detail !== error.message) this.state.next({ state, detail: error.message });
  }

  private lost(client: MqttClient): void {
    if (this.state.value.state !== 'refused') lengthen(client, this.login.maxReconnectMs ?? RECONNECT_MS);
    if (this.state.value.state === 'connected' || this.state.value.state === 'idle')
      this.state.next({ state: 'away', detail: 'the connection was closed' });
    // The driver would send them again at the next connection, however old they are by then.
    for (const id of this.unanswered) client.removeOutgoingMessage(id);
  }

  /** What a listener throws would close the connection, and the message would come again for ever. */
  private heard(message: BrokerMessage, ids: number | number[] | undefined): void {
    for (const { id, matches, take } of this.listeners) {
      const isMeant = typeof ids === 'number' ? ids === id : (ids?.includes(id) ?? true);
      if (!isMeant || !matches(message.topic)) continue;
      try {
        take(message);
      } catch (error) {
        this.onError(error);
      }
    }
  }

  private ask({ filter, id, granted, denied }: Listener, rh: number): void {
    const properties = { subscriptionIdentifier: id };
    this.client?.subscribe(filter, { qos: 1, rh, properties }, (error) => {
      if (!error) granted();
      else if (this.connected()) {
        const denial = new BrokerError('HUB_BROKER_DENIED', `The broker denies ${filter}: ${error.message}`, error);
        denied(denial);
        this.onError(denial);
      }
    });
  }

  private end(listener: Listener): void {
    this.listeners.delete(listener);
    const isShared = [...this.listeners].some(({ filter }) => filter === listener.filter);
    if (!isShared && this.connected()) this.client?.unsubscribe(listener.filter, () => undefined);
  }
}

/** The same in each run: what the broker kept for a session names the subscription of the run before. */
const subscriptionId = (filter: string): number => crc32(filter) & LARGEST_ID || 1;

function lengthen(client: MqttClient, longestMs: number): void {
  client.options.reconnectPeriod = Math.min(longestMs, 2 * (client.options.reconnectPeriod ?? RECONNECT_MS));
}

/** A reason code is the broker's own; the others say that its certificate, or ours, is not accepted. */
function isRefusal(error: Error): boolean {
  if (!('code' in error)) return false;
  return typeof error.code === 'number' || /CERT|SSL|TLS|SIGNATURE/.test(String(error.code));
}

function publishFailure(topic: string, error: Error, connected: boolean): BrokerError {
  return connected && 'code' in error && typeof error.code === 'number'
    ? new BrokerError('HUB_BROKER_DENIED', `The broker denies ${topic}: ${error.message}`, error)
    : new BrokerError('HUB_BROKER_AWAY', `The broker went away; ${topic} may not have arrived.`, error);
}
