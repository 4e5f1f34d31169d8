import { type Broker, openBroker } from '@hub/adapters/mqtt';
import { HomeAssistantAccess, HomeAssistantView } from '@hub/contracts';
import { useServices, waitFor } from '@hub/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type HubFixture } from '../spec/hub-fixture';
import { signIn, startOwnedHub } from '../spec/owner';

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

const call = (method: string, path = '', body?: object): Promise<Response> =>
  fetch(`${hub.url}/api/v1/home-assistant${path}`, {
    method,
    headers: { ...owner, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
async function connect({ username, password }: HomeAssistantAccess): Promise<Broker> {
  const url = `mqtt://127.0.0.1:${services().broker.plainPort}`;
  const broker = openBroker({ url, clientId: 'homeassistant', username, password });
  open.push(broker);
  await broker.ready();
  return broker;
}

it('Home Assistant is told nothing until it is switched on, reads and says nothing, and loses all when it is switched off', async () => {
  expect(HomeAssistantView.parse(await (await call('GET')).json())).toEqual({ enabled: false, account: null });
  const access = HomeAssistantAccess.parse(await (await call('POST', '/account')).json());
  const reader = await connect(access);
  const heard = new Map<string, string>();
  for (const filter of ['homeassistant/#', 'cydynni/home/#'])
    await reader.subscribe(filter, ({ topic, payload }) => heard.set(topic, payload.toString())).granted;
  expect(heard.size).toBe(0);
  await call('PUT', '', { enabled: true });
  await waitFor(() => heard.has('cydynni/home/forecast'), { what: 'the forecast' });
  expect(Number(heard.get('cydynni/home/price'))).toBeGreaterThan(0);
  expect(JSON.parse(heard.get('cydynni/home/forecast') ?? '')).toMatchObject({ currency: 'GBP', tomorrow_valid: true });
  const denied = { code: 'HUB_BROKER_DENIED' };
  for (const topic of ['cydynni/home/price', 'homeassistant/status', 'emon/x/in/ctrlmode'])
    await expect(reader.publish(topic, 'x')).rejects.toMatchObject(denied);
  for (const filter of ['#', 'cydynni/#', 'emon/#'])
    await expect(reader.subscribe(filter, () => undefined).granted).rejects.toMatchObject(denied);
  await call('PUT', '', { enabled: false });
  await waitFor(() => [...heard.values()].every((payload) => payload === ''), { what: 'every message taken away' });
});

it('a new account ends the one before it, and both choices outlive a restart', async () => {
  const first = HomeAssistantAccess.parse(await (await call('POST', '/account')).json());
  const second = HomeAssistantAccess.parse(await (await call('POST', '/account')).json());
  await expect(connect(first)).rejects.toMatchObject({ code: 'HUB_BROKER_REFUSED' });
  await call('PUT', '', { enabled: true });
  await hub.stopHub();
  await hub.startHub();
  await waitFor(async () => (await hub.get('/health/ready')).ok, { what: 'the hub again' });
  owner = await signIn(hub.url);
  expect(await (await call('GET')).json()).toEqual({ enabled: true, account: second.username });
});

it('is chosen by the owner alone', async () => {
  for (const method of ['GET', 'PUT'])
    expect((await fetch(`${hub.url}/api/v1/home-assistant`, { method })).status).toBe(401);
  expect((await fetch(`${hub.url}/api/v1/home-assistant/account`, { method: 'POST' })).status).toBe(401);
});
