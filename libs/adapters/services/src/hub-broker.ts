import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ServerSpec } from './managed-process';
import { findProgram } from './program';

export interface HubBrokerSettings {
  readonly dir: string;
  readonly host: string;
  readonly port: number;
  /** Of the community server: `ca.pem`, `crl.pem`, `server.pem`, `server.key`. */
  readonly authorityDir: string;
  /** What the server is called in its certificate. */
  readonly serverName: string;
}

/**
 * The broker between the community server and the hubs. Everybody is known by the name in a certificate of the server's authority; a hub
 * may read its own target and write its own state, and nothing else. A hangup signal makes it read the list of revoked certificates again.
 */
export function hubBrokerSpec({ dir, host, port, authorityDir, serverName }: HubBrokerSettings): ServerSpec {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const [configFile, aclFile] = [join(dir, 'mosquitto.conf'), join(dir, 'acl')];
  const at = (name: string): string => join(authorityDir, name);
  const rights = [
    `user ${serverName}`,
    'topic readwrite hubs/#',
    'topic readwrite server/#',
    'pattern read hubs/%u/target',
    'pattern write hubs/%u/state',
  ];
  const lines = [
    'allow_anonymous false',
    `acl_file ${aclFile}`,
    'persistence true',
    `persistence_location ${dir}/`,
    ...(process.getuid?.() === 0 ? ['user root'] : []),
    // The server reads the targets of all hubs at once when it starts.
    'max_inflight_messages 1000',
    'max_queued_messages 200000',
    `listener ${port} ${host}`,
    `cafile ${at('ca.pem')}`,
    `crlfile ${at('crl.pem')}`,
    `certfile ${at('server.pem')}`,
    `keyfile ${at('server.key')}`,
    'require_certificate true',
    'use_identity_as_username true',
    'tls_version tlsv1.2',
  ];
  writeFileSync(aclFile, `${rights.join('\n')}\n`, { mode: 0o600 });
  writeFileSync(configFile, `${lines.join('\n')}\n`, { mode: 0o600 });
  return {
    name: 'hub-broker',
    program: findProgram('mosquitto', 'mosquitto'),
    args: ['-c', configFile],
    pidFile: join(dir, 'pid'),
    logFile: join(dir, 'log'),
    probe: { connect: { host: '127.0.0.1', port }, answers: false },
  };
}
