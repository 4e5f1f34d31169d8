import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEVICE_LEDGER, parseDeviceLedger } from '@hub/adapters/mosquitto';
import { type Broker, BrokerError, openBroker } from '@hub/adapters/mqtt';
import { DeviceAccess } from '@hub/contracts';
import { DEVICE_TYPES, type DeviceTypeName } from '@hub/domain/devices';
import { useServices, waitFor } from '@hub/testing';
import { firstValueFrom, filter } from 'rxjs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type HubFixture } from '../spec/hub-fixture';
import { signIn, startOwnedHub } from '../spec/owner';

const services = useServices({ beforeAll, afterAll });
let hub: HubFixture;
let owner: Readonly<Record<string, string>>;
const open: Broker[] = [];

beforeAll(async () => {
  ({ hub, owner } = await startOwnedHub(services()));
});
afterAll(() => hub.stop());
afterEach(() => Promise.all(open.splice(0).map((broker) => broker.close())));

interface Made {
  readonly id: number;
  readonly username: string;
  readonly password: string;
  readonly publishes: readonly string[];
  readonly subscribes: readonly string[];
}

async function made(type: DeviceTypeName): Promise<Made> {
  const answer = await fetch(`${hub.url}/api/v1/devices`, {
    method: 'POST',
    headers: { ...owner, 'content-type': 'application/json' },
    body: JSON.stringify({ type, name: type }),
  });
  expect(answer.status, await answer.clone().text()).toBe(201);
  const { device, account, topic } = DeviceAccess.parse(await answer.json());
  const { username = '', password = '' } = account ?? {};
  return { id: device.id, username, password, ...DEVICE_TYPES[type].rights({ topic, outlet: 1 }) };
}

async function connect({ username, password }: Made, clientId = username): Promise<Broker> {
  const url = `mqtt://127.0.0.1:${services().broker.plainPort}`;
  const broker = openBroker({ url, clientId, username, password });
  open.push(broker);
  await broker.ready();
  return broker;
}
const becomes = (broker: Broker, state: string) =>
  firstValueFrom(broker.status.pipe(filter((status) => status.state === state)));
/** A topic that a filter takes. */
const within = (filter_: string): string => filter_.replace(/#/g, 'x/y').replace(/\+/g, 'x');
const isDenied = (work: Promise<void>): Promise<boolean> =>
  work.then(
    () => false,
    (error: unknown) => error instanceof BrokerError && error.code === 'HUB_BROKER_DENIED',
  );
const ledger = (): string => readFileSync(join(hub.dir, DEVICE_LEDGER), 'utf8');

describe('accounts of devices', () => {
  it('may use their own topics and no other’s, nor take another’s session: every pair, with a real client', async () => {
    const types = ['smartplug', 'tasmota', 'shelly-gen1', 'shelly-gen2', 'openevse', 'esphome', 'glow'] as const;
    const all: Made[] = [];
    for (const type of types) all.push(await made(type));
    const clients = new Map<string, Broker>();
    for (const each of all) clients.set(each.username, await connect(each));
    const lost: string[] = [];
    for (const [username, client] of clients)
      client.status.pipe(filter(({ state }) => state !== 'connected')).subscribe(() => lost.push(username));
    const refused: string[] = [];
    const expected: string[] = [];
    for (const one of all) {
      const client = clients.get(one.username) as Broker;
      for (const topic of one.publishes) await client.publish(within(topic), 'own');
      for (const other of all.filter(({ username }) => username !== one.username))
        for (const topic of [...other.publishes, ...other.subscribes]) {
          expected.push(`${one.username} says ${topic}`, `${one.username} hears ${topic}`);
          if (await isDenied(client.publish(within(topic), 'x'))) refused.push(`${one.username} says ${topic}`);
          const heard = client.subscribe(topic, () => undefined).granted;
          if (await isDenied(heard)) refused.push(`${one.username} hears ${topic}`);
        }
    }
    expect(refused).toEqual(expected);
    expect(lost).toEqual([]);
    // By another's client id it ends its own first session alone: the broker calls each by its account's name.
    const [thief, ...victims] = all;
    if (!thief) throw new Error('no account');
    for (const victim of victims) await connect(thief, victim.username);
    expect(new Set(lost)).toEqual(new Set([thief.username]));
  });

  it('end with their device: the session at once, and for good', async () => {
    const plug = await made('smartplug');
    const client = await connect(plug);
    const ended = becomes(client, 'refused');
    expect((await fetch(`${hub.url}/api/v1/devices/${plug.id}`, { method: 'DELETE', headers: owner })).status).toBe(
      204,
    );
    await ended;
    await services().broker.restart();
    await expect(connect(plug)).rejects.toMatchObject({ code: 'HUB_BROKER_REFUSED' });
    expect(ledger()).not.toContain(plug.username);
    await waitFor(async () => (await hub.health()).checks.broker.status === 'ok', { what: 'the hub at its broker' });
  });

  it('are kept by the broker’s own hash, their passwords nowhere', async () => {
    const plug = await made('tasmota');
    const [kept] = parseDeviceLedger(ledger()).filter(({ username }) => username === plug.username);
    expect(kept).toMatchObject({ iterations: 101, publish: plug.publishes, subscribe: plug.subscribes });
    for (const name of readdirSync(hub.dir, { recursive: true, withFileTypes: true }))
      if (name.isFile()) expect(readFileSync(join(name.parentPath, name.name), 'utf8')).not.toContain(plug.password);
  });

  it('are in their file again after it was damaged, and stay as they were', async () => {
    const before = ledger();
    for (const damage of ['', before.slice(0, 100), '{}']) {
      await hub.stopHub();
      writeFileSync(join(hub.dir, DEVICE_LEDGER), damage);
      await hub.startHub();
      await waitFor(() => ledger() === before, { what: 'the file as it was' });
    }
    owner = await signIn(hub.url);
  });

  it('of an earlier release are taken over, by their hash', async () => {
    const earlier = { username: 'device-earlier', password: 'shown before', publish: ['emon/e/#'], subscribe: [] };
    await hub.stopHub();
    await hub.write('broker-accounts.json', { format: 1, accounts: [earlier] });
    await hub.startHub();
    await waitFor(() => ledger().includes('device-earlier'), { what: 'the account in the new file' });
    await waitFor(() => !existsSync(join(hub.dir, 'broker-accounts.json')), { what: 'the old file gone' });
    expect(ledger()).not.toContain('shown before');
    // This broker cannot be given a hash: it is asked to start again with the new file.
    await waitFor(() => existsSync(join(hub.dir, 'requests/broker-restart')), { what: 'the request' });
    owner = await signIn(hub.url);
  });
});
