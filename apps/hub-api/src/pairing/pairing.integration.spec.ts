import { Agent, createServer, get, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Broker, openBroker } from '@hub/adapters/mqtt';
import { HouseholdDeviceList, PairingView } from '@hub/contracts';
import { isLogin } from '@hub/domain/pairing';
import { useServices, waitFor } from '@hub/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type HubFixture } from '../spec/hub-fixture';
import { startOwnedHub } from '../spec/owner';

const services = useServices({ beforeAll, afterAll });
const PLUG = '127.0.0.1';
const OTHER = '127.0.0.2';
/** Plugs with a page of their own. */
const PAGE = '127.0.0.3';
const EARLY = '127.0.0.4';
let hub: HubFixture;
let owner: Readonly<Record<string, string>>;
const open: Broker[] = [];
const pages: Server[] = [];

/** The page of a plug, by path. Returns its port. */
async function plugPage(address: string, texts: Readonly<Record<string, string>>, port = 0): Promise<number> {
  const server = createServer(({ url = '' }, response) => {
    const text = texts[url];
    response.writeHead(text === undefined ? 404 : 200).end(text);
  });
  pages.push(server);
  await new Promise<void>((resolve) => server.listen(port, address, resolve));
  return (server.address() as AddressInfo).port;
}

beforeAll(async () => {
  const port = await plugPage(PAGE, {
    '/config': '{"ssid":"a "b"","node_name":"smartplug5304","node_type":"smartplug"}',
  });
  await plugPage(EARLY, { '/emoncms/describe': 'wifirelay' }, port);
  ({ hub, owner } = await startOwnedHub(services(), {
    HUB_MQTT_DEVICE_PORT: String(services().broker.plainPort),
    HUB_PLUG_PAGE_PORT: String(port),
  }));
});
afterAll(async () => {
  await hub.stop();
  pages.forEach((server) => server.close());
});
beforeEach(async () => {
  await act('DELETE', 'window');
  await act('POST', 'window');
});
afterEach(() => Promise.all(open.splice(0).map((broker) => broker.close())));

async function act(method: string, path: string, body?: unknown): Promise<Response> {
  const json = body !== undefined && {
    body: JSON.stringify(body),
    headers: { ...owner, 'content-type': 'application/json' },
  };
  return fetch(`${hub.url}/api/v1/pairing/${path}`, { method, headers: owner, ...json });
}
const view = async (): Promise<PairingView> =>
  PairingView.parse(await (await fetch(`${hub.url}/api/v1/pairing`, { headers: owner })).json());

/** What the plug at an address is told, as the firmware asks. */
function ask(
  localAddress = PLUG,
  headers: Readonly<Record<string, string>> = {},
  agent: Agent | false = false,
): Promise<string> {
  return new Promise((resolve, reject) => {
    get(`${hub.url}/emoncms/device/auth/request.json`, { localAddress, headers, agent }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString())).on('end', () => resolve(text));
    }).on('error', reject);
  });
}

async function devices(): Promise<readonly string[]> {
  const answer = await fetch(`${hub.url}/api/v1/devices`, { headers: owner });
  return HouseholdDeviceList.parse(await answer.json()).devices.map(({ topic }) => topic);
}

interface Login {
  readonly username: string;
  readonly password: string;
  readonly base: string;
}
async function pair(address = PLUG): Promise<Login> {
  await ask(address);
  expect((await act('POST', 'allow', { address })).status).toBe(200);
  const [username = '', password = '', base = '', port] = (await ask(address)).split(':');
  expect(port).toBe(String(services().broker.plainPort));
  return { username, password, base };
}
async function connect({ username, password }: Login): Promise<Broker> {
  const broker = openBroker({
    url: `mqtt://127.0.0.1:${services().broker.plainPort}`,
    clientId: 'chip',
    username,
    password,
  });
  open.push(broker);
  await broker.ready();
  return broker;
}

describe('a device that asks to be let in', () => {
  it('is shown with others, allowed, and gets its login once', async () => {
    expect(await ask()).toBe('Authentication request registered for IP 127.0.0.1');
    await ask(OTHER);
    expect((await view()).requests).toMatchObject([
      { address: PLUG, state: 'asking' },
      { address: OTHER, state: 'asking' },
    ]);
    await act('POST', 'allow', { address: PLUG });
    const replies = await Promise.all([ask(), ask(), ask(), ask()]);
    expect(replies.filter(isLogin)).toHaveLength(1);
    expect(isLogin(await ask())).toBe(false);
    expect((await view()).requests).toMatchObject([{ state: 'paired' }, { state: 'asking' }]);
  });

  it('is shown by what it says of itself, and by its address where it says nothing', async () => {
    for (const address of [PAGE, EARLY, PLUG]) await ask(address);
    await waitFor(async () => (await view()).requests.filter(({ type }) => type !== null).length === 2, {
      what: 'the types of two',
    });
    expect((await view()).requests).toMatchObject([
      { address: PAGE, name: 'smartplug5304', code: '5304', type: 'smartplug', state: 'asking' },
      { address: EARLY, name: null, code: null, type: 'wifirelay', state: 'asking' },
      { address: PLUG, name: null, code: null, type: null, state: 'asking' },
    ]);
    await act('POST', 'deny', { address: PAGE });
    expect((await view()).requests[0]).toMatchObject({ name: 'smartplug5304', state: 'denied' });
  });

  it('gets the reply that was made for it, when two are allowed at once', async () => {
    await Promise.all([ask(PLUG), ask(OTHER)]);
    const decided = await Promise.all([PLUG, OTHER].map((address) => act('POST', 'allow', { address })));
    expect(decided.map(({ status }) => status)).toEqual([200, 200]);
    const replies = await Promise.all([ask(PLUG), ask(OTHER)]);
    expect(replies.every(isLogin)).toBe(true);
    const [one, two] = replies.map((reply) => reply.split(':').slice(0, 3));
    expect(one?.filter((field) => two?.includes(field))).toEqual([]);
    // A replay of each, from its own address and from the other's.
    expect((await Promise.all([PLUG, OTHER, PAGE, PLUG].map((address) => ask(address)))).filter(isLogin)).toEqual([]);
  });

  it.each([
    ['another address', () => ask(OTHER)],
    [
      'another address that says it is the device',
      () => ask(OTHER, { 'x-forwarded-for': PLUG, forwarded: `for=${PLUG}`, 'x-real-ip': PLUG }),
    ],
  ])('%s gets nothing of it', async (_, asking) => {
    await ask();
    await act('POST', 'allow', { address: PLUG });
    expect(isLogin(await asking())).toBe(false);
    expect(isLogin(await ask())).toBe(true);
  });

  it('is told nothing that the firmware takes for a login while it is not let in', async () => {
    expect(isLogin(await ask())).toBe(false);
    expect((await act('POST', 'deny', { address: PLUG })).status).toBe(200);
    expect(isLogin(await ask())).toBe(false);
    expect((await act('POST', 'allow', { address: PLUG })).status).toBe(409);
    await act('DELETE', 'window');
    expect(await ask()).toBe('Pairing is closed');
  });

  it('is decided about by people who are signed in, once', async () => {
    await ask();
    for (const path of ['window', 'allow', 'deny']) {
      const answer = await fetch(`${hub.url}/api/v1/pairing/${path}`, { method: 'POST' });
      expect([path, answer.status]).toEqual([path, 401]);
    }
    const twice = await Promise.all([act('POST', 'allow', { address: PLUG }), act('POST', 'allow', { address: PLUG })]);
    expect(twice.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409]);
    await ask();
  });

  it('does not keep the pages from answering, however many ask', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 64 });
    const answers: number[] = [];
    const flood = { isOver: false };
    const pages = (async () => {
      while (!flood.isOver)
        for (const path of ['/health/live', '/api/v1/devices', '/api/v1/pairing'])
          answers.push((await hub.get(path, owner)).status);
    })();
    await Promise.all(Array.from({ length: 1_000 }, (_, n) => ask(`127.0.${n % 200}.1`, {}, agent)));
    flood.isOver = true;
    await pages;
    agent.destroy();
    expect(answers.length).toBeGreaterThan(2);
    expect(new Set(answers)).toEqual(new Set([200]));
    const { requests } = await view();
    expect(requests.length).toBeLessThanOrEqual(16);
    expect(new Set(requests.map(({ address }) => address)).size).toBe(requests.length);
  });
});

describe('a paired device', () => {
  it('reaches its own topics, and neither reads nor writes those of another', async () => {
    const [one, two] = [await pair(PLUG), await pair(OTHER)];
    const [plug, other] = [await connect(one), await connect(two)];
    const heard: string[] = [];
    await other.subscribe(`${two.base}/smartplug5304/in/#`, ({ topic }) => heard.push(topic)).granted;
    await plug.publish(`${one.base}/smartplug5304/describe`, 'smartplug');
    await waitFor(async () => (await devices()).includes(`${one.base}/smartplug5304`), {
      what: 'the plug among the devices',
    });
    const denied = { code: 'HUB_BROKER_DENIED' };
    for (const topic of [
      `${two.base}/smartplug5304/in/ctrlmode`,
      `${two.base}/x/out/state`,
      'emon/x/power',
      '$CONTROL/dynamic-security/v1',
    ])
      await expect(plug.publish(topic, 'On')).rejects.toMatchObject(denied);
    for (const filter of ['#', 'emon/#', `${two.base}/#`, `${two.base}/smartplug5304/in/#`, 'cydynni/#'])
      await expect(plug.subscribe(filter, () => undefined).granted).rejects.toMatchObject(denied);
    await hub.publisher.ready();
    await hub.publisher.publish(`${two.base}/smartplug5304/in/ctrlmode`, 'On');
    await waitFor(() => heard.length === 1, { what: 'the command to the other one' });
  });
});
