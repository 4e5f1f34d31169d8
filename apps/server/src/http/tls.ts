import { readFileSync } from 'node:fs';
import type { Server as AnyServer } from 'node:http';
import { Server, type ServerOptions } from 'node:https';
import { type Authority, openAuthority } from '@hub/adapters/authority';
import { PeriodicTask } from '@hub/nest-http';
import { Logger } from '@nestjs/common';
import type { ServerConfig, TlsConfig } from '../config/config';
import { AUTHORITY_NAME } from '../ports/ports.module';
import { SERVER_NAME } from '../server-name';
import { ownHosts } from './own-hosts';

/** Public certificates are renewed while the server runs; without a restart. */
const LOOK_EVERY_MS = 5000;

/** How the pages prove who they are. */
export interface TlsDoor {
  readonly options: ServerOptions;
  /** Take up renewed files from now on; a pair that does not belong together yet is tried again. */
  follow(server: AnyServer): PeriodicTask;
}

/**
 * Everyone may connect; who shows a certificate is known by it. It is not refused at once when it is wrong, so that the hub can be told
 * what is wrong with it. Undefined where the server speaks plain HTTP.
 */
export async function tlsDoor(config: ServerConfig): Promise<TlsDoor | undefined> {
  const { tls } = config;
  if (tls === undefined) return undefined;
  const authority = await openAuthority(config.authority.dir, AUTHORITY_NAME);
  const first = await credentials(config, tls, authority);
  const rest = { ca: authority.certificate, minVersion: 'TLSv1.2' } as const;
  return {
    options: { ...first, ...rest, requestCert: true, rejectUnauthorized: false },
    follow: (server) => {
      const logger = new Logger('tls');
      let shown = first;
      const look = async (): Promise<undefined> => {
        const next = await credentials(config, tls, authority);
        if (next.cert === shown.cert && next.key === shown.key) return;
        if (server instanceof Server) server.setSecureContext({ ...next, ...rest });
        shown = next;
        logger.log('a renewed certificate is shown from now on');
      };
      const onError = (error: unknown) => logger.warn(error);
      return new PeriodicTask(look, { everyMs: LOOK_EVERY_MS, onError });
    },
  };
}

interface Credentials {
  readonly key: string;
  readonly cert: string;
}

async function credentials(config: ServerConfig, tls: TlsConfig, authority: Authority): Promise<Credentials> {
  const files = 'hosts' in tls ? await authority.ownCertificate(SERVER_NAME, ownHosts(config)) : tls;
  return { key: readFileSync(files.keyFile, 'utf8'), cert: readFileSync(files.certFile, 'utf8') };
}
