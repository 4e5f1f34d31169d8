import { openBroker } from '@hub/adapters/mqtt';
import { GatewayAccess } from '@hub/contracts';
import { useServices } from '@hub/testing';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type HubFixture } from '../spec/hub-fixture';
import { startOwnedHub } from '../spec/owner';

const services = useServices({ beforeAll, afterAll });
let hub: HubFixture;
let owner: Readonly<Record<string, string>>;

beforeAll(async () => {
  ({ hub, owner } = await startOwnedHub(services(), { HUB_MQTT_GATEWAY_PORT: String(services().broker.tlsPort) }));
});
afterAll(() => hub.stop());

const call = (method: string, path = '', body?: object): Promise<Response> =>
  fetch(`${hub.url}/api/v1/pairing/gateways${path}`, {
    method,
    headers: { ...owner, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
const paired = async (serial: string): Promise<GatewayAccess> =>
  GatewayAccess.parse(await (await call('POST', '', { serial })).json());

/** As the gateway: by TLS, trusting what the hub told it and nothing else. */
async function connected({ username, password, port, authority }: GatewayAccess) {
  const caFile = join(hub.dir, 'gateway-ca.pem');
  await writeFile(caFile, authority);
  const broker = openBroker({ url: `mqtts://localhost:${port}`, caFile, clientId: 'gateway', username, password });
  try {
    await broker.ready();
  } catch (error) {
    await broker.close();
    throw error;
  }
  return broker;
}

it('a gateway reaches the broker by TLS with what it was given, and its own meter alone', async () => {
  const gateway = await connected(await paired('E42_a'));
  try {
    await gateway.publish('cydynni/meter/E42_a/live', '{}');
    for (const topic of ['cydynni/meter/E43/live', 'emon/x/in/ctrlmode', 'cydynni/home/price'])
      await expect(gateway.publish(topic, 'x')).rejects.toMatchObject({ code: 'HUB_BROKER_DENIED' });
  } finally {
    await gateway.close();
  }
});

it('one that is paired again has another password, and none once it is forgotten', async () => {
  const first = await paired('E42_a');
  const second = await paired('E42_a');
  expect(second.username).toBe(first.username);
  const refused = { code: 'HUB_BROKER_REFUSED' };
  await expect(connected(first)).rejects.toMatchObject(refused);
  await (await connected(second)).close();
  expect((await call('DELETE', '/E42_a')).status).toBe(204);
  await expect(connected(second)).rejects.toMatchObject(refused);
});

it.each([{ serial: '' }, { serial: 'a/#' }, { serial: '+' }, { serial: 'x'.repeat(33) }, {}])(
  'refuses %j',
  async (body) => {
    expect((await call('POST', '', body)).status).toBe(400);
  },
);

it('lets no gateway in for who is not signed in', async () => {
  expect((await fetch(`${hub.url}/api/v1/pairing/gateways`, { method: 'POST' })).status).toBe(401);
});
