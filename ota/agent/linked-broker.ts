import { type Broker, openBroker } from '@hub/adapters/mqtt';
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
  let broker: Broker | undefined;
  for (;;) {
    const link = read();
    const now = link?.mqttUrl ? JSON.stringify([link.mqttUrl, link.hubId, link.identity.cert]) : '';
    if (now !== known) {
      await broker?.close();
      broker = undefined;
      try {
        if (link?.mqttUrl) broker = listen(places, link, link.mqttUrl, onMessage);
        known = now;
      } catch (error) {
        // A file of the link went away since it was read: the next look finds out why.
        console.error(String(error));
      }
    }
    await clock.sleep(lookEveryS, neverAborted);
  }
}

function listen(places: LinkPlaces, link: ServerLink, url: string, onMessage: () => void): Broker {
  const login = {
    url,
    clientId: `${link.hubId}-ota`,
    caFile: join(places.dir, 'server-ca.pem'),
    client: { certFile: join(places.dir, 'certificate.pem'), keyFile: places.keyFile },
    maxReconnectMs: 60_000,
  };
  const broker = openBroker(login, (error) => console.error(String(error)));
  broker.subscribe(`hubs/${link.hubId}/target`, onMessage);
  return broker;
}
