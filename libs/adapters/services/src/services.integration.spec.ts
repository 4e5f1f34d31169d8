import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { connectAsync, type IClientOptions, type MqttClient } from 'mqtt';
import { createConnection } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatIdentity, identify, isAlive } from './process-identity';
import { type Services, startServices } from './services';

let dir: string;
let services: Services;
const clients: MqttClient[] = [];

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'hub-services-'));
  services = await startServices({ dir, gateways: ['12345678'] });
});

afterAll(async () => {
  await Promise.all(clients.map((client) => client.endAsync(true)));
  await services.stop();
  await rm(dir, { recursive: true, force: true });
});

async function connect(url: string, options: IClientOptions): Promise<MqttClient> {
  const client = await connectAsync(url, { reconnectPeriod: 0, protocolVersion: 5, ...options });
  clients.push(client);
  return client;
}

const plainUrl = () => `mqtt://127.0.0.1:${services.broker.plainPort}`;
const as = (name: string): Promise<MqttClient> => connect(plainUrl(), credentials(name));
function credentials(name: string): { username: string; password: string } {
  const { username, password } = services.broker.account(name);
  return { username, password };
}

async function queryDatabase(sql: string): Promise<unknown> {
  const { socket, user, name } = services.database;
  const connection = await createConnection({ socketPath: socket, user, database: name });
  try {
    return (await connection.query(sql))[0];
  } finally {
    await connection.end();
  }
}

describe('private database and cache', () => {
  it('keeps rows over a kill and a start, in UTC', async () => {
    await queryDatabase('CREATE TABLE kept (id INT PRIMARY KEY)');
    await queryDatabase('INSERT INTO kept VALUES (7)');
    await services.database.kill();
    await expect(queryDatabase('SELECT 1')).rejects.toThrow();
    await services.database.start();
    expect(await queryDatabase('SELECT id, @@global.time_zone AS zone FROM kept')).toEqual([{ id: 7, zone: '+00:00' }]);
  });

  it('lets tests make databases of their own, and no others', async () => {
    await queryDatabase('CREATE DATABASE hub_other');
    await expect(queryDatabase('CREATE DATABASE other')).rejects.toThrow(/denied/);
  });

  it('forgets the cache at a restart, as on the hub', async () => {
    const redis = new Redis({ path: services.redis.socket, retryStrategy: () => 20 });
    redis.on('error', () => undefined);
    await redis.set('last', '1');
    await services.redis.restart();
    expect(await redis.get('last')).toBeNull();
    redis.disconnect();
  });
});

describe('private broker', () => {
  it('refuses a client without an account and one with a wrong password', async () => {
    await expect(connect(plainUrl(), {})).rejects.toThrow(/Not authorized/);
    await expect(connect(plainUrl(), { username: 'tester', password: 'guess' })).rejects.toThrow(/Not authorized/);
  });

  it('carries a reading from a gateway over TLS, checked against the own CA, to hub-api', async () => {
    const hub = await as('hub-api');
    await hub.subscribeAsync('cydynni/meter/+/live');
    const arrived = new Promise((resolve) =>
      hub.once('message', (topic, payload) => resolve([topic, payload.toString()])),
    );
    const ca = await readFile(services.broker.caFile);
    const tlsUrl = `mqtts://localhost:${services.broker.tlsPort}`;
    await expect(connect(tlsUrl, credentials('gateway-12345678'))).rejects.toThrow(/certificate/);
    const gateway = await connect(tlsUrl, { ...credentials('gateway-12345678'), ca });
    await gateway.publishAsync('cydynni/meter/12345678/live', '{"power":1}', { qos: 1 });
    expect(await arrived).toEqual(['cydynni/meter/12345678/live', '{"power":1}']);
  });

  it.each([
    ['gateway-12345678', 'cydynni/meter/87654321/live'],
    ['gateway-12345678', '$CONTROL/dynamic-security/v1'],
    ['admin', 'emon/a/b'],
  ])('does not let %s publish to %s', async (name, topic) => {
    const client = await as(name);
    await expect(client.publishAsync(topic, '1', { qos: 1 })).rejects.toThrow(/Not authorized/);
    await client.endAsync(true);
  });

  it('does not let a gateway listen to anything but its own', async () => {
    const gateway = await as('gateway-12345678');
    for (const topic of ['#', 'cydynni/meter/#', 'cfg/#', 'cfg/e/+', '$CONTROL/dynamic-security/v1/response'])
      await expect(gateway.subscribeAsync(topic)).rejects.toThrow(/Not authorized/);
    await gateway.endAsync(true);
  });

  it('returns on the same ports with the same accounts after a kill', async () => {
    await services.broker.kill();
    await expect(as('tester')).rejects.toThrow();
    await services.broker.start();
    expect((await as('tester')).connected).toBe(true);
  });

  it('names the accounts there are when asked for another', () => {
    expect(() => services.broker.account('gateway-9')).toThrow('gateway-<serial>');
  });
});

describe('a folder of services', () => {
  it('refuses a second start while the first lives', async () => {
    await expect(startServices({ dir })).rejects.toMatchObject({ code: 'HUB_ALREADY_RUNNING' });
    expect(services.database.pid).toBeDefined();
  });

  it('leaves no process, and starts again on its data after a stop and after a crash', async () => {
    const pids = [services.database, services.redis, services.broker].map(({ pid }) => pid ?? 0);
    const processes = pids.map((pid) => identify(pid));
    expect(processes.map((one) => one !== undefined && isAlive(one))).toEqual([true, true, true]);
    const password = services.broker.account('tester').password;
    await services.stop();
    expect(processes.map((one) => one !== undefined && isAlive(one))).toEqual([false, false, false]);

    // What a crashed run leaves: a lock of a process that is gone.
    await writeFile(join(dir, 'lock'), formatIdentity({ pid: process.pid, startTicks: 1 }));
    const startedMs = performance.now();
    services = await startServices({ dir, gateways: ['12345678'] });
    expect(performance.now() - startedMs).toBeLessThan(15_000);
    expect(await queryDatabase('SELECT id FROM kept')).toEqual([{ id: 7 }]);
    expect(services.broker.account('tester').password).toBe(password);
  });
});
