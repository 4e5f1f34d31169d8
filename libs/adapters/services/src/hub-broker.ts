import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fleetBrokerConfig, fleetBrokerRights, type FleetBrokerSettings } from '@hub/adapters/mosquitto';
import { type ServerSpec } from './managed-process';
import { findProgram } from './program';

/** The broker between the community server and the hubs as a process of its own. */
export function hubBrokerSpec(settings: FleetBrokerSettings): ServerSpec {
  const { dir, port, serverName } = settings;
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const [configFile, aclFile] = [join(dir, 'mosquitto.conf'), join(dir, 'acl')];
  writeFileSync(aclFile, `${fleetBrokerRights(serverName).join('\n')}\n`, { mode: 0o600 });
  writeFileSync(configFile, `${fleetBrokerConfig(settings, aclFile).join('\n')}\n`, { mode: 0o600 });
  return {
    name: 'hub-broker',
    program: findProgram('mosquitto', 'mosquitto'),
    args: ['-c', configFile],
    pidFile: join(dir, 'pid'),
    logFile: join(dir, 'log'),
    probe: { connect: { host: '127.0.0.1', port }, answers: false },
  };
}
