import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { connect as open, type MqttClient } from 'mqtt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Services, startServices } from './services';

const ACCOUNTS = ['admin', 'hub-api', 'tester', 'gateway-1', 'gateway-2'];
/** Time in which a takeover of a session would be noticed. */
const TAKEOVER_MS = 100;

let dir: string;
let services: Services;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'hub-sessions-'));
  services = await startServices({ dir, gateways: ['1', '2'] });
});
afterAll(async () => {
  await services.stop();
  await rm(dir, { recursive: true, force: true });
});

describe.each(['plain', 'TLS'] as const)('on the %s listener', (listener) => {
  /** A client with a session that outlives its connection, and the topics of what it hears from its first byte on. */
  async function connect(account: string, clientId: string): Promise<{ client: MqttClient; heard: string[] }> {
    const { plainPort, tlsPort, caFile } = services.broker;
    const { username, password } = services.broker.account(account);
    const login = { username, password, clientId, ca: await readFile(caFile) };
    const session = { clean: false, properties: { sessionExpiryInterval: 3600 } };
    const url = listener === 'plain' ? `mqtt://127.0.0.1:${plainPort}` : `mqtts://localhost:${tlsPort}`;
    const client = open(url, { ...login, ...session, reconnectPeriod: 0, protocolVersion: 5 });
    const heard: string[] = [];
    client.on('message', (topic) => heard.push(topic));
    await new Promise<void>((resolve, reject) => {
      client.once('connect', () => resolve());
      client.once('error', reject);
    });
    return { client, heard };
  }

  it.each(ACCOUNTS.flatMap((owner) => ACCOUNTS.filter((other) => other !== owner).map((other) => [owner, other])))(
    'the session of %s cannot be taken by %s with its client id',
    async (owner, other) => {
      const own = await connect(owner, owner);
      let isCut = false;
      own.client.on('close', () => (isCut = true));
      const thief = await connect(other, owner);
      await wait(TAKEOVER_MS);
      expect(isCut).toBe(false);
      await own.client.endAsync();
      await thief.client.endAsync();
      expect(thief.heard).toEqual([]);
    },
  );

  it('what waits in the session of an account is given to no one else who asks by its client id', async () => {
    const own = await connect('hub-api', 'hub-api');
    await own.client.subscribeAsync('cydynni/meter/+/live', { qos: 1 });
    await own.client.endAsync();
    const gateway = await connect('gateway-1', 'gateway-1');
    await gateway.client.publishAsync('cydynni/meter/1/live', 'while it was away', { qos: 1 });
    await gateway.client.endAsync();
    const thief = await connect('gateway-2', 'hub-api');
    await wait(TAKEOVER_MS);
    await thief.client.endAsync();
    expect(thief.heard).toEqual([]);
    const again = await connect('hub-api', 'any other id');
    await expect.poll(() => again.heard).toContain('cydynni/meter/1/live');
    await again.client.endAsync();
  });
});
