import { readFileSync } from 'node:fs';
import { connectAsync, type MqttClient } from 'mqtt';
import type { Services } from '@hub/adapters/services';

/** A meter gateway as the hub's broker sees one: TLS, its own account, its own topics. */
export class Gateway {
  private constructor(
    private readonly client: MqttClient,
    private readonly serial: string,
  ) {
    // Without a listener a broker that goes away would end the test process.
    client.on('error', () => undefined);
  }

  static async connect(broker: Services['broker'], serial: string): Promise<Gateway> {
    const account = broker.account(`gateway-${serial}`);
    const client = await connectAsync(`mqtts://127.0.0.1:${broker.tlsPort}`, {
      username: account.username,
      password: account.password,
      ca: readFileSync(broker.caFile),
      reconnectPeriod: 500,
    });
    return new Gateway(client, serial);
  }

  /** Publishes one live reading; `time` is unix seconds. */
  async publishLive(powerW: number, time = Date.now() / 1000): Promise<void> {
    const reading = { time: Math.floor(time), power: powerW, import: 1234.5, export: 0 };
    await this.client.publishAsync(`cydynni/meter/${this.serial}/live`, JSON.stringify(reading), { qos: 1 });
  }

  async publishRaw(topic: string, payload: string | Buffer): Promise<void> {
    await this.client.publishAsync(topic, payload, { qos: 1 });
  }

  async close(): Promise<void> {
    await this.client.endAsync(true);
  }
}
