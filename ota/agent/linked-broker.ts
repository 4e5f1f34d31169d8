import { type Broker, openBroker } from '@hub/adapters/mqtt';
import { hubStateTopic, hubTargetTopic, type UpdateStatus } from '@hub/contracts';
import { join } from 'node:path';
import type { LinkPlaces, ServerLink } from './link';
import type { Clock } from './ports';

const neverAborted = new AbortController().signal;

/** The broker of the server that the hub is linked with: says when the target changed, and takes the hub's status. */
export class LinkedBroker {
  private known = '';
  private open: { readonly broker: Broker; readonly hubId: string } | undefined;

  constructor(
    private readonly places: LinkPlaces,
    private readonly read: () => ServerLink | undefined,
    private readonly onMessage: () => void,
  ) {}

  /**
   * Listens for as long as the process runs. A new link, or a renewed certificate, makes a new connection. The message only says
   * when: what to do is read over HTTPS.
   */
  async follow(lookEveryS: number, clock: Clock): Promise<never> {
    for (;;) {
      await this.look();
      await clock.sleep(lookEveryS, neverAborted);
    }
  }

  /** @throws BrokerError when the broker did not take it. False: there is no broker to give it to. */
  async report(status: UpdateStatus): Promise<boolean> {
    if (!this.open?.broker.connected()) return false;
    await this.open.broker.publish(hubStateTopic(this.open.hubId), JSON.stringify(status));
    return true;
  }

  private async look(): Promise<void> {
    const link = this.read();
    const now = link?.mqttUrl ? JSON.stringify([link.mqttUrl, link.hubId, link.identity.cert]) : '';
    if (now === this.known) return;
    const before = this.open;
    this.open = undefined;
    await before?.broker.close();
    try {
      if (link?.mqttUrl) this.open = { broker: this.listen(link, link.mqttUrl), hubId: link.hubId };
      this.known = now;
    } catch (error) {
      // A file of the link went away since it was read: the next look finds out why.
      console.error(String(error));
    }
  }

  private listen({ hubId }: ServerLink, url: string): Broker {
    const login = {
      url,
      clientId: `${hubId}-ota`,
      caFile: join(this.places.dir, 'server-ca.pem'),
      client: { certFile: join(this.places.dir, 'certificate.pem'), keyFile: this.places.keyFile },
      maxReconnectMs: 60_000,
    };
    const broker = openBroker(login, (error) => console.error(String(error)));
    broker.subscribe(hubTargetTopic(hubId), this.onMessage);
    return broker;
  }
}
