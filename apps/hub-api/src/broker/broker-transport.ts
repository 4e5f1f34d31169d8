import { type Broker, type BrokerMessage, covers, matches, outermost } from '@hub/adapters/mqtt';
import {
  type CustomTransportStrategy,
  type MessageHandler,
  MqttContext,
  Server,
  Transport,
} from '@nestjs/microservices';

/** Topics whose handler is remembered. A house has hundreds; a device that invents names must not fill the memory. */
const REMEMBERED_TOPICS = 4_096;

type TakeMessage = (message: BrokerMessage) => void;

/**
 * Nest's MQTT transport over the hub's broker port: handlers are `@EventPattern(<topic filter>)` methods of controllers,
 * and get a {@link BrokerMessage} as their payload. Unlike Nest's own it gives them the bytes as they came (the field's
 * devices do not send Nest's envelopes), subscribes to overlapping filters once, and gives each message to the handler
 * with the narrowest filter. It shares its connection with all who publish.
 */
export class BrokerTransport extends Server<never, 'listening'> implements CustomTransportStrategy {
  override readonly transportId = Transport.MQTT;
  private readonly remembered = new Map<string, TakeMessage>();

  /** `direct`: methods that are called without Nest's promises, by filter; for families of thousands a second. */
  constructor(
    private readonly broker: Broker,
    private readonly direct: ReadonlyMap<string, TakeMessage> = new Map(),
  ) {
    super();
  }

  listen(callback: () => void): void {
    for (const filter of outermost(this.filters()))
      this.broker.subscribe(filter, (message) => this.handlerOf(message.topic)(message));
    callback();
  }

  /** The subscriptions stay: the broker keeps what is published until the hub is back. */
  close(): void {
    this.remembered.clear();
  }

  on(): never {
    throw new Error('The transport has no events of its own: ask the broker for its status.');
  }

  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- Nest's signature
  unwrap<T>(): T {
    return this.broker as T;
  }

  /** Nest's own looks for a pattern that takes a topic; here the pattern is known already. */
  override getHandlerByPattern(filter: string): MessageHandler | null {
    return this.messageHandlers.get(filter) ?? null;
  }

  private filters(): string[] {
    return [...this.messageHandlers.keys(), ...this.direct.keys()];
  }

  private handlerOf(topic: string): TakeMessage {
    const known = this.remembered.get(topic);
    if (known) return known;
    const taking = this.filters().filter((filter) => matches(filter, topic));
    const narrowest = taking.find((filter) => !taking.some((other) => other !== filter && covers(filter, other)));
    const handler = this.direct.get(narrowest ?? '') ?? this.byNest(narrowest ?? '');
    if (this.remembered.size >= REMEMBERED_TOPICS) this.remembered.clear();
    this.remembered.set(topic, handler);
    return handler;
  }

  private byNest(filter: string): TakeMessage {
    return (message) => {
      const context = new MqttContext([message.topic, { retain: message.retained }]);
      this.handleEvent(filter, { pattern: filter, data: message }, context).catch((error: unknown) =>
        this.handleError(String(error)),
      );
    };
  }
}
