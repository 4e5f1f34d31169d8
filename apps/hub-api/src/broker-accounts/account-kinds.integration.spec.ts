import { get } from 'node:http';
import { rightsOf } from '@hub/adapters/mosquitto';
import { type Broker, BrokerError, openBroker } from '@hub/adapters/mqtt';
import { DEMO_GATEWAY } from '@hub/adapters/services';
import { DeviceAccess, GatewayAccess, HomeAssistantAccess } from '@hub/contracts';
import { DEVICE_TYPES } from '@hub/domain/devices';
import { useServices } from '@hub/testing';
import { filter } from 'rxjs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { READABLE } from '../home-assistant/topics';
import { type HubFixture } from '../spec/hub-fixture';
import { startOwnedHub } from '../spec/owner';

/** An account of one kind, and the topics that are its own. */
interface Account {
  readonly kind: string;
  readonly username: string;
  readonly password: string;
  readonly publishes: readonly string[];
  readonly subscribes: readonly string[];
}

const services = useServices({ beforeAll, afterAll });
let hub: HubFixture;
let owner: Readonly<Record<string, string>>;
const open: Broker[] = [];

beforeAll(async () => {
  ({ hub, owner } = await startOwnedHub(services()));
});
afterAll(async () => {
  await Promise.all(open.map((broker) => broker.close()));
  await hub.stop();
});

async function post(path: string, body?: object): Promise<unknown> {
  const answer = await fetch(`${hub.url}/api/v1/${path}`, {
    method: 'POST',
    headers: { ...owner, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  expect(answer.ok, `${path}: ${await answer.clone().text()}`).toBe(true);
  return answer.json();
}

/** As the firmware of a plug asks. */
const ask = (): Promise<string> =>
  new Promise((resolve, reject) => {
    get(`${hub.url}/emoncms/device/auth/request.json`, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString())).on('end', () => resolve(text));
    }).on('error', reject);
  });

const MAKERS: readonly (() => Promise<Account>)[] = [
  async () => {
    // Each time a new request, whatever was decided about an earlier one.
    await fetch(`${hub.url}/api/v1/pairing/window`, { method: 'DELETE', headers: owner });
    await post('pairing/window');
    await ask();
    await post('pairing/allow', { address: '127.0.0.1' });
    const [username = '', password = '', base = ''] = (await ask()).split(':');
    return { kind: 'paired plug', username, password, publishes: [`${base}/#`], subscribes: [`${base}/+/in/#`] };
  },
  async () => {
    const { topic, account } = DeviceAccess.parse(await post('devices', { type: 'tasmota', name: 'Heater' }));
    const { username = '', password = '' } = account ?? {};
    return { kind: 'device by hand', username, password, ...DEVICE_TYPES.tasmota.rights({ topic, outlet: 1 }) };
  },
  async () => {
    const { username, password, topics } = GatewayAccess.parse(await post('pairing/gateways', { serial: 'S1' }));
    return { kind: 'gateway of the page', username, password, publishes: topics, subscribes: ['cfg/e/S1'] };
  },
  () => {
    // `cydynni-account` gives the same rights by the same commands.
    const { username, password } = services().broker.account(`gateway-${DEMO_GATEWAY}`);
    const { publish = [] } = rightsOf(username) ?? {};
    const account = { kind: 'gateway by hand', username, password, publishes: publish };
    return Promise.resolve({ ...account, subscribes: [`cfg/e/${DEMO_GATEWAY}`] });
  },
  async () => {
    const { username, password } = HomeAssistantAccess.parse(await post('home-assistant/account'));
    return { kind: 'Home Assistant', username, password, publishes: [], subscribes: READABLE };
  },
];

/** What the hub's own service may do and nobody else: make accounts, and speak for the hub. */
const SERVICE: readonly string[] = [
  '$CONTROL/dynamic-security/v1',
  'cydynni/home/price',
  'homeassistant/sensor/x/config',
];

async function connect({ username, password }: Account, clientId = username): Promise<Broker> {
  const url = `mqtt://127.0.0.1:${services().broker.plainPort}`;
  const broker = openBroker({ url, clientId, username, password });
  open.push(broker);
  await broker.ready();
  return broker;
}
const within = (topicFilter: string): string => topicFilter.replace(/#/g, 'x/y').replace(/\+/g, 'x');
const isDenied = (work: Promise<void>): Promise<boolean> =>
  work.then(
    () => false,
    (error: unknown) => error instanceof BrokerError && error.code === 'HUB_BROKER_DENIED',
  );

it('an account of each kind keeps to its own topics and its own session, beside one of every other kind', async () => {
  const accounts: Account[] = [];
  for (const make of MAKERS) accounts.push(await make());
  const clients = new Map<Account, Broker>();
  const lost: string[] = [];
  for (const account of accounts) {
    const client = await connect(account);
    client.status.pipe(filter(({ state }) => state !== 'connected')).subscribe(() => lost.push(account.kind));
    clients.set(account, client);
  }
  const allowed: string[] = [];
  for (const [one, client] of clients) {
    for (const topic of one.publishes) await client.publish(within(topic), 'own');
    for (const topic of one.subscribes) await client.subscribe(topic, () => undefined).granted;
    const others = accounts.filter((other) => other !== one);
    for (const topic of [...others.flatMap(({ publishes, subscribes }) => [...publishes, ...subscribes]), ...SERVICE]) {
      if (!(await isDenied(client.publish(within(topic), 'x')))) allowed.push(`${one.kind} says ${topic}`);
      const isOwn = one.subscribes.some((own) => topic.startsWith(own.replace(/#$/, '')));
      const heard = client.subscribe(topic, () => undefined).granted;
      if (!isOwn && !(await isDenied(heard))) allowed.push(`${one.kind} hears ${topic}`);
      else await heard.catch(() => undefined);
    }
    expect(await isDenied(client.subscribe('#', () => undefined).granted)).toBe(true);
  }
  expect(allowed).toEqual([]);
  expect(lost).toEqual([]);
});

it('no account takes over the session of another kind, nor the hub’s own, by its client id', async () => {
  const accounts: Account[] = [];
  for (const make of MAKERS) accounts.push(await make());
  for (const thief of accounts) {
    const lost: string[] = [];
    const victims = accounts.filter((other) => other !== thief);
    const watched = await Promise.all(
      victims.map(async (victim) => {
        const client = await connect(victim);
        return client.status.pipe(filter(({ state }) => state !== 'connected')).subscribe(() => lost.push(victim.kind));
      }),
    );
    for (const clientId of [...victims.map(({ username }) => username), 'hub-api', 'admin'])
      await connect(thief, clientId);
    expect((await hub.health()).checks.broker.status).toBe('ok');
    expect([thief.kind, lost]).toEqual([thief.kind, []]);
    watched.forEach((subscription) => subscription.unsubscribe());
    await Promise.all(open.splice(0).map((broker) => broker.close()));
  }
});
