import { openBroker, type BrokerClient } from '@hub/adapters/mqtt';
import { join } from 'node:path';
import type { LinkPlaces, ServerLink } from './link';
import type { Clock } from './ports';

const neverAborted = new AbortController().signal;

/**
 * Listens to the target of the hub that is linked, on the broker of its server, for as long as the process runs. A new link, or
 * a renewed certificate, makes a new connection. The message only says when: what to do is read over HTTPS.
 */
export async function followLinkedBroker(
  places: LinkPlaces,
  read: () => ServerLink | undefined,
  lookEveryS: number,
  clock: Clock,
  onMessage: () => void,
): Promise<never> {
  let known = '';
  let client: BrokerClient | undefined;
  for (;;) {
    const link = read();
    const now = link?.mqttUrl ? JSON.stringify([link.mqttUrl, link.hubId, link.identity.cert]) : '';
    if (now !== known) {
      await client?.close();
      client = link?.mqttUrl ? await listen(places, link, link.mqttUrl, onMessage) : undefined;
      known = now;
    }
    await clock.sleep(lookEveryS, neverAborted);
  }
}

async function listen(places: LinkPlaces, link: ServerLink, url: string, onMessage: () => void): Promise<BrokerClient> {
  const client = await openBroker({
    url,
    clientId: `${link.hubId}-ota`,
    caFile: join(places.dir, 'server-ca.pem'),
    client: { certFile: join(places.dir, 'certificate.pem'), keyFile: places.keyFile },
    maxReconnectMs: 60_000,
  });
  await client.subscribe(`hubs/${link.hubId}/target`, onMessage);
  return client;
}
