import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEVICE_LEDGER, deviceLedgerText, LISTENER_SETTINGS, passwordHash } from '@hub/adapters/mosquitto';
import { dynamicSecurityPlugin, freePort, ManagedProcess } from '@hub/adapters/services';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { brokerControl, logIn } from './control';
import { type AccountPorts, addGateway, removeGateway } from './gateway-accounts';
import { LEDGER, writeBrokerFile } from './write-broker-file';

const owner = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
let dir: string;
let url: string;
let broker: ManagedProcess;
let ports: AccountPorts;
const at = (path: string): string => join(dir, path);

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'broker-start-'));
  mkdirSync(at('secrets/mqtt'), { recursive: true });
  for (const name of ['admin', 'hub-api']) writeFileSync(at(`secrets/mqtt/${name}`), `secret of ${name}\n`);
  const port = await freePort();
  url = `mqtt://127.0.0.1:${port}`;
  const lines = [
    'allow_anonymous false',
    `plugin ${dynamicSecurityPlugin()}`,
    `plugin_opt_config_file ${at('run/accounts.json')}`,
  ];
  const user = owner.uid === 0 ? ['user root'] : [];
  writeFileSync(at('conf'), [...lines, ...user, `listener ${port} 127.0.0.1`, ...LISTENER_SETTINGS, ''].join('\n'));
  broker = new ManagedProcess({
    name: 'mosquitto',
    program: '/usr/sbin/mosquitto',
    args: ['-c', at('conf')],
    pidFile: at('pid'),
    logFile: at('log'),
    probe: { connect: { host: '127.0.0.1', port }, answers: false },
  });
  ports = {
    ledger: at(LEDGER),
    control: brokerControl('secret of admin', url),
    login: (username, password) => logIn(username, password, url),
  };
  await start();
});
afterEach(async () => {
  await broker.stop();
  rmSync(dir, { recursive: true });
});

async function start(): Promise<void> {
  writeBrokerFile(dir, at('run/accounts.json'), owner);
  await broker.start();
}

/** The power goes and comes back, with this in the place of what the broker had written. */
async function cut(left: string): Promise<void> {
  await broker.kill();
  writeFileSync(at('run/accounts.json'), left);
  await start();
}

describe('mosquitto with the accounts of this hub', () => {
  it('lets a gateway in as soon as its account is shown, and after any cut', async () => {
    await addGateway(ports, 'gateway-E42', 'shown once');
    for (const left of [
      '',
      '{"clients":[',
      '{"version":"2.1","clients":[{"username":"admin","encoded_password":"$argon2id$"}]}',
    ]) {
      await cut(left);
      await logIn('gateway-E42', 'shown once', url);
      await logIn('hub-api', 'secret of hub-api', url);
      await expect(logIn('gateway-E42', 'guessed', url)).rejects.toMatchObject({ code: 'HUB_BROKER_REFUSED' });
    }
  });

  it('keeps one out that was taken away', async () => {
    await addGateway(ports, 'gateway-E42', 'shown once');
    await removeGateway(ports, 'gateway-E42');
    await expect(logIn('gateway-E42', 'shown once', url)).rejects.toMatchObject({ code: 'HUB_BROKER_REFUSED' });
    await cut('');
    await expect(logIn('gateway-E42', 'shown once', url)).rejects.toMatchObject({ code: 'HUB_BROKER_REFUSED' });
  });

  it('lets devices in by the hashes that hub-api keeps, and none while its file is damaged', async () => {
    const device = { username: 'device-0a1b', ...passwordHash('shown once'), publish: ['emon/x/#'], subscribe: [] };
    const whole = deviceLedgerText([device]);
    mkdirSync(at('hub'));
    for (const [kept, isIn] of [
      [whole, true],
      [whole.slice(0, whole.length / 2), false],
      ['', false],
      [whole, true],
    ] as const) {
      writeFileSync(at(`hub/${DEVICE_LEDGER}`), kept);
      await cut('');
      await logIn('hub-api', 'secret of hub-api', url);
      const tried = logIn('device-0a1b', 'shown once', url);
      await (isIn ? tried : expect(tried).rejects.toMatchObject({ code: 'HUB_BROKER_REFUSED' }));
    }
  });
});
