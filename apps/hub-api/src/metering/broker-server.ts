import { type IncomingMessage, TOPIC_FAMILIES } from '@hub/contracts';
import { type CustomTransportStrategy, ServerMqtt } from '@nestjs/microservices';

/** A message as it came. */
export type BrokerMessage = Omit<IncomingMessage, 'receivedAt'>;
/** A broker that does not take a farewell within this time is gone. */
const FAREWELL_MS = 2_000;
const QOS = { qos: 1 } as const;

interface EndableClient {
  endAsync(): Promise<void>;
  end(force: boolean): unknown;
}
interface Packet {
  readonly retain?: boolean;
}
interface MqttEvents {
  on(event: 'message', listener: (topic: string, payload: Buffer, packet: Packet) => void): unknown;
  on(event: string, listener: (error: Error) => void): unknown;
}
interface Subscriber extends MqttEvents {
  subscribe(filter: string, options: { readonly qos: 1 }): unknown;
}
type MqttOptions = ConstructorParameters<typeof ServerMqtt>[0];

/**
 * Nest's MQTT server with a short road. Nest's own parses each payload as JSON, takes some objects for envelopes or
 * requests and sends every message through pipes, guards and an observable; devices of the field know nothing of that,
 * and it took two thirds of the time of a message. Here one function gets the bytes as they came, synchronously: while
 * it works nothing more is read from the socket, so a storm waits in the broker instead of in memory.
 */
export class BrokerServer extends ServerMqtt implements CustomTransportStrategy {
  private said: string | null = null;

  constructor(
    options: MqttOptions,
    private readonly take: (message: BrokerMessage) => void,
  ) {
    super(options);
  }

  override bindEvents(client: Subscriber): void {
    client.on('message', (topic: string, payload: Buffer, { retain }: Packet) => {
      this.handed({ topic, payload, retained: retain === true });
    });
    for (const family of Object.values(TOPIC_FAMILIES)) client.subscribe(family, QOS);
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

  /** What the client throws at its listeners would close the connection, and the message would come again for ever. */
  private handed(message: BrokerMessage): void {
    try {
      this.take(message);
    } catch (error) {
      this.handleError(error instanceof Error ? error.message : String(error));
    }
  }
}
