import { openBroker } from '@hub/adapters/mqtt';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { claimedVersion, inspectBundle } from '../offline/bundle-file';
import { withOfflineCopies } from '../offline/copies';
import { OfflineBundleScanner } from '../offline/bundle-scanner';
import { readKernelFacts } from '../system-facts';
import { Agent } from './agent';
import { systemClock } from './clock';
import { help, readConfig, type Broker, type Config } from './config';
import { downloads } from './download';
import type { HttpsOptions } from './https';
import { hubMachine } from './hub-machine';
import { linkedServer, readLink, type ServerLink } from './link';
import { LinkedBroker } from './linked-broker';
import { journalFile } from './journal-file';
import { probed } from './probed-installer';
import { raucInstaller } from './rauc';
import { httpsServer } from './server';

/** The message only says when: what to do is read over HTTPS, once and in one place. */
function listen({ topic, ...login }: Broker, bootId: string, onMessage: () => void): void {
  const clientId = `hub-ota-${bootId.slice(0, 8)}`;
  try {
    openBroker({ ...login, clientId, maxReconnectMs: 60_000 }, sayError).subscribe(topic, onMessage);
  } catch (error) {
    // Without the message updates come later, by the next poll; without the agent they would not come.
    sayError(error);
  }
}

const sayError = (error: unknown): void => console.error(String(error));

/** RAUC's network process runs as nobody and must be able to read what it trusts. Certificates are no secret. */
function certificatesForRauc({ machine }: Config, ca: string | undefined): string | undefined {
  if (ca === undefined) return undefined;
  const file = join(dirname(machine.statusFile), 'update-server-ca.pem');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, ca, { mode: 0o644 });
  return file;
}

async function main(): Promise<void> {
  const config = readConfig(process.env);
  // An address that was set goes before the household's link, which may come, change and go at any time.
  const link = (): ServerLink | undefined => (config.targetUrl === undefined ? readLink(config.link) : undefined);
  const https: HttpsOptions = {
    get ca() {
      return config.ca ?? link()?.ca;
    },
    token: config.token,
    silenceS: config.silenceS,
  };
  const broker = new LinkedBroker(config.link, link, () => agent.wake(false));
  const offline = new OfflineBundleScanner(config.offline, { inspect: inspectBundle, claimedVersion });
  const ports = {
    machine: hubMachine(config.machine),
    server:
      config.targetUrl === undefined
        ? linkedServer(link, https, (status) => broker.report(status))
        : httpsServer(config.targetUrl, config.reportUrl, https),
    downloads: withOfflineCopies(
      config.downloadDir,
      config.offline.uploadDir,
      downloads(config.downloadDir, https, systemClock, config.retryS),
    ),
    offline,
    installer: probed(
      raucInstaller(config.installLimitS, () => certificatesForRauc(config, https.ca)),
      https,
    ),
    store: journalFile(config.stateFile),
    clock: systemClock,
  };
  const agent: Agent = new Agent(ports, { ...config, jitter: Math.random });
  process.on('SIGHUP', () => agent.wake(true));
  if (config.broker) {
    const { bootId } = readKernelFacts(config.machine);
    listen(config.broker, bootId, () => agent.wake(false));
  }
  if (config.targetUrl === undefined) {
    broker.follow(config.pollS, systemClock).catch(sayError);
  }
  offline.start();
  await agent.run();
}

if (process.argv.includes('--help')) console.log(help);
else {
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  });
}
