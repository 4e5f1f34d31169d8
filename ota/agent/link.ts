import { LinkFile, type UpdateStatus } from '@hub/contracts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { httpsServer } from './server';
import type { HttpsOptions, HttpsIdentity } from './https';
import type { Server } from './ports';

export interface LinkPlaces {
  /** Where hub-api keeps the household's link: `link.json`, `certificate.pem`, `server-ca.pem`. */
  readonly dir: string;
  /** The hub's own key, which the certificate is for. */
  readonly keyFile: string;
}

/** The server that the household's account is on, and how the hub proves itself there. PEM texts. */
export interface ServerLink {
  readonly hubId: string;
  readonly targetUrl: string;
  readonly reportUrl: string;
  /** Null: the server has no broker. */
  readonly mqttUrl: string | null;
  readonly ca: string;
  readonly identity: HttpsIdentity;
}

/** The link that holds now; undefined while there is none, or while it is being written. Read again each time: it changes. */
export function readLink({ dir, keyFile }: LinkPlaces): ServerLink | undefined {
  try {
    const text = (name: string): string => readFileSync(join(dir, name), 'utf8');
    const { hubId, serverUrl, mqttUrl } = LinkFile.parse(JSON.parse(text('link.json')));
    const own = new URL('/api/v1/hubs/self/', serverUrl);
    if (own.protocol !== 'https:') return undefined;
    return {
      hubId,
      mqttUrl,
      targetUrl: new URL('target', own).href,
      reportUrl: new URL('state', own).href,
      ca: text('server-ca.pem'),
      identity: { cert: text('certificate.pem'), key: readFileSync(keyFile, 'utf8') },
    };
  } catch {
    return undefined;
  }
}

/**
 * The household's server; one that is not linked is asked nothing. The status goes to its broker, which costs no new TLS session,
 * and over HTTPS while that does not take it.
 */
export function linkedServer(
  read: () => ServerLink | undefined,
  options: HttpsOptions,
  toBroker: (status: UpdateStatus) => Promise<boolean>,
): Server {
  const server = (): Server | undefined => {
    const link = read();
    return link && httpsServer(link.targetUrl, link.reportUrl, { ...options, ca: link.ca, identity: link.identity });
  };
  return {
    fetchTarget: async () => server()?.fetchTarget(),
    report: async (status) => {
      if (await toBroker(status).catch(() => false)) return;
      await server()?.report(status);
    },
  };
}
