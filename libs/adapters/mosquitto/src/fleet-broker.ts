import { join } from 'node:path';
import { LISTENER_SETTINGS } from './listener';

export interface FleetBrokerSettings {
  readonly dir: string;
  readonly host: string;
  readonly port: number;
  /** Of the community server: `ca.pem`, `crl.pem`, `server.pem`, `server.key`. */
  readonly authorityDir: string;
  /** What the server is called in its certificate. */
  readonly serverName: string;
}

/** Rights at the hubs' broker: a hub may read its own target and write its own state, and nothing else. */
export const fleetBrokerRights = (serverName: string): readonly string[] => [
  `user ${serverName}`,
  'topic readwrite hubs/#',
  'topic readwrite server/#',
  'pattern read hubs/%u/target',
  'pattern write hubs/%u/state',
];

/**
 * Configuration of the broker between the community server and the hubs. Every client is known by the name in a certificate of the
 * server's authority. A hangup signal makes it read the list of revoked certificates again.
 */
export function fleetBrokerConfig({ dir, host, port, authorityDir }: FleetBrokerSettings, aclFile: string): string[] {
  const at = (name: string): string => join(authorityDir, name);
  return [
    'allow_anonymous false',
    `acl_file ${aclFile}`,
    'persistence true',
    `persistence_location ${dir}/`,
    ...(process.getuid?.() === 0 ? ['user root'] : []),
    // The server reads the targets of all hubs at once when it starts.
    'max_inflight_messages 1000',
    'max_queued_messages 200000',
    `listener ${port} ${host}`,
    ...LISTENER_SETTINGS,
    `cafile ${at('ca.pem')}`,
    `crlfile ${at('crl.pem')}`,
    `certfile ${at('server.pem')}`,
    `keyfile ${at('server.key')}`,
    'require_certificate true',
    'use_identity_as_username true',
    'tls_version tlsv1.2',
  ];
}
