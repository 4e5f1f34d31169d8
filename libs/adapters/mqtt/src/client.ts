import { connect, type MqttClient } from 'mqtt';
import { brokerOptions, type BrokerLogin, RECONNECT_MS } from './options';

/** A connection of our own making. Publishing waits for the broker to come back; nothing is dropped meanwhile. */
export interface BrokerClient {
  readonly connected: () => boolean;
  /** Resolves when the broker has the message (QoS 1) or when it was written to the socket (QoS 0). */
  publish(
    topic: string,
    payload: string | Buffer,
    options?: { readonly qos?: 0 | 1; readonly retain?: boolean },
  ): Promise<void>;
  subscribe(filter: string, listener: (topic: string, payload: Buffer, retained: boolean) => void): Promise<void>;
  /** Told at each connection after the first. What the broker kept may be gone then. */
  onReconnect(listener: () => void): void;
  close(): Promise<void>;
}

/** Connects to a broker. Resolves at the first connection; rejects when the broker refuses the login. */
export async function openBroker(login: BrokerLogin): Promise<BrokerClient> {
  const { url, ...options } = brokerOptions(login);
  const client = connect(url, options);
  if (login.maxReconnectMs !== undefined) backOff(client, login.maxReconnectMs);
  await firstConnection(client);
  // Later losses are the reconnect's business; without a listener they would end the process.
  client.on('error', () => undefined);
  return {
    connected: () => client.connected,
    publish: async (topic, payload, { qos = 1, retain = false } = {}) => {
      await client.publishAsync(topic, payload, { qos, retain });
    },
    subscribe: async (filter, listener) => {
      client.on('message', (topic, payload, packet) => {
        if (matches(filter, topic)) listener(topic, payload, packet.retain);
      });
      await client.subscribeAsync(filter, { qos: 1 });
    },
    onReconnect: (listener) => void client.on('connect', listener),
    close: () => client.endAsync(),
  };
}

/** The client reads its pause anew at every attempt. */
function backOff(client: MqttClient, maxMs: number): void {
  client.on('close', () => {
    client.options.reconnectPeriod = Math.min(maxMs, 2 * (client.options.reconnectPeriod ?? RECONNECT_MS));
  });
  client.on('connect', () => {
    client.options.reconnectPeriod = RECONNECT_MS;
  });
}

function firstConnection(client: MqttClient): Promise<void> {
  return new Promise((resolve, reject) => {
    const refused = (error: Error): void => {
      // ECONNREFUSED and the like mean "not there yet": the client tries again by itself.
      if ('errno' in error) return;
      client.end(true);
      reject(error);
    };
    client.on('error', refused);
    client.once('connect', () => {
      client.off('error', refused);
      resolve();
    });
  });
}

/** Whether an MQTT topic filter (`+` one level, `#` the rest) takes a topic. */
export function matches(filter: string, topic: string): boolean {
  const wanted = filter.split('/');
  const levels = topic.split('/');
  for (const [index, part] of wanted.entries()) {
    if (part === '#') return true;
    if (index >= levels.length || (part !== '+' && part !== levels[index])) return false;
  }
  return wanted.length === levels.length;
}
