import type { ServerConfig } from '../config/config';
import { SERVER_NAME } from '../server-name';

/**
 * Every name under which this server or its broker is reached with the certificate of its own authority. The broker has that certificate
 * also where the pages have one of a public authority.
 */
export function ownHosts({ tls, broker }: Pick<ServerConfig, 'tls' | 'broker'>): readonly string[] {
  const pages = tls !== undefined && 'hosts' in tls ? tls.hosts : [SERVER_NAME];
  return [...new Set([...pages, ...(broker ? [hostOf(broker.url), hostOf(broker.hubUrl)] : [])])];
}

/** Without the brackets of an IPv6 address. */
const hostOf = (url: string): string => new URL(url).hostname.replace(/^\[(.*)\]$/, '$1');
