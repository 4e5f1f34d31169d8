import { join } from 'node:path';
import type { Generator } from '@hub/domain/community';
import type { ServerConfig, TlsConfig } from '../config/config';

export interface TestServer {
  readonly epower: { readonly url: string; readonly clubToken: string; readonly rainUrl?: string | undefined };
  /** Folder for everything that is written. */
  readonly dir: string;
  readonly firstDay: string;
  /** A 50 kW hydro unless told. */
  readonly generators?: readonly Generator[];
  readonly weather?: Partial<ServerConfig['weather']>;
  /** True: by the server's own authority. */
  readonly tls?: boolean | TlsConfig;
  readonly brokerUrl?: string;
  readonly fleetIntervalS?: number;
  readonly kioskDir?: string;
  readonly database?: { readonly socket: string; readonly user: string; readonly name: string };
}

/** A server of a simulated club. */
export function serverConfig({ epower, dir, firstDay, generators, database, ...more }: TestServer): ServerConfig {
  return {
    version: 'test',
    timeZone: 'Europe/London',
    logLevel: 'silent',
    http: { host: '127.0.0.1', port: 0, names: ['club.example'] },
    tls: more.tls === true ? { hosts: ['localhost', '127.0.0.1'] } : more.tls || undefined,
    authority: { dir: join(dir, 'authority'), hubDays: 365 },
    broker: more.brokerUrl === undefined ? undefined : { url: more.brokerUrl, hubUrl: more.brokerUrl },
    fleetIntervalS: more.fleetIntervalS ?? 3600,
    kioskDir: more.kioskDir,
    dataDir: dir,
    database: {
      socketPath: database?.socket ?? '',
      user: database?.user ?? '',
      password: undefined,
      name: database?.name ?? '',
    },
    epower: { url: epower.url, prefix: 'cyd', clubToken: epower.clubToken },
    weather: { rain: epower.rainUrl, sun: undefined, wind: undefined, openMeteo: undefined, ...more.weather },
    club: { key: 'bethesda', name: 'Bethesda', firstDay, generators: generators ?? [{ type: 'hydro', maxKW: 50 }] },
    syncIntervalS: 3600,
  };
}
