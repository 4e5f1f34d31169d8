import { type IncomingMessage } from '@hub/contracts';
import { type CustomTransportStrategy, type MessageHandler, MqttContext, ServerMqtt } from '@nestjs/microservices';

/** What a handler of a topic family is given. */
export type BrokerMessage = Omit<IncomingMessage, 'receivedAt'>;
/** A broker that does not take a farewell within this time is gone. */
const FAREWELL_MS = 2_000;

interface EndableClient {
  endAsync(): Promise<void>;
  end(force: boolean): unknown;
}
interface MqttEvents {
  on(event: string, listener: (error: Error) => void): unknown;
}
interface Packet {
  readonly retain?: boolean;
}

/**
 * Nest's MQTT server with a short road for events. Nest's own parses each payload as JSON, takes some objects for
 * envelopes or requests and builds an observable per message; devices of the field know nothing of that. Here a handler
 * gets the bytes as they came, synchronously: while it works nothing more is read from the socket, so a storm waits
 * in the broker instead of in memory.
 */
export class BrokerServer extends ServerMqtt implements CustomTransportStrategy {
  private said: string | null = null;
  private readonly byFirstLevel = new Map<string, MessageHandler>();

  override getMessageHandler(): (topic: string, payload: Buffer, packet?: Packet) => Promise<void> {
    return (topic, payload, packet) => {
      const handler = this.handlerOf(topic);
      if (!handler) return Promise.resolve();
      const message: BrokerMessage = { topic, payload, retained: packet?.retain === true };
      return this.settled(handler(message, new MqttContext([topic, packet ?? {}])));
    };
  }

  /** An outage is said once: the client tries twice a second, and a log line for each try would be a storm of its own. */
  override registerErrorListener(client: MqttEvents): void {
    client.on('error', (error: Error) => {
      if (this.said !== error.message) this.logger.warn(`the broker cannot be reached: ${error.message}`);
      this.said = error.message;
    });
  }

  /** Nest would log each try here. */
  override registerReconnectListener(client: MqttEvents): void {
    client.on('connect', () => {
      this.said = null;
      this.logger.log('connected to the broker');
    });
  }

  /** Resolves when the broker was told: until then messages still come, and would be acknowledged and lost. */
  async leave(): Promise<void> {
    const client = this.mqttClient as EndableClient | undefined;
    if (!client) return;
    await Promise.race([client.endAsync(), new Promise((resolve) => setTimeout(resolve, FAREWELL_MS).unref())]);
    client.end(true);
  }

  private async settled(outcome: unknown): Promise<void> {
    try {
      await outcome;
    } catch (error) {
      this.handleError(error instanceof Error ? error.message : String(error));
    }
  }

  /** Families differ in their first two levels; splitting each topic for each message would cost more than the handler. */
  private handlerOf(topic: string): MessageHandler | null {
    const family = familyOf(topic);
    const known = this.byFirstLevel.get(family);
    if (known) return known;
    const found = this.getHandlerByPattern(topic);
    if (found) this.byFirstLevel.set(family, found);
    return found;
  }
}

function familyOf(topic: string): string {
  const first = topic.indexOf('/');
  return topic.startsWith('cydynni/') ? topic.slice(0, topic.indexOf('/', first + 1)) : topic.slice(0, first);
}
