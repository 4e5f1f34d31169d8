import { type Broker, openBroker } from '@hub/adapters/mqtt';
import { useServices, waitFor } from '@hub/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Home } from '../epower/homes';
import { Meter } from './meter';
import { Replay } from './replay';

const home: Home = { name: 'test', start: 1_356_998_400, wh: new Float64Array(17_472).fill(200), southern: false };
const services = useServices({ beforeAll, afterAll }, { gateways: ['7'] });
const open: Broker[] = [];
afterAll(() => Promise.all(open.map((client) => client.close())));

async function connect(name: string, url: string, caFile?: string): Promise<Broker> {
  const { username, password } = services().broker.account(name);
  const client = openBroker({ url, clientId: name, username, password, caFile, maxReconnectMs: 1000 });
  open.push(client);
  await client.ready();
  return client;
}

it('reports over TLS with its own account, and again after the broker was killed', async () => {
  const { broker } = services();
  const heard: string[] = [];
  const hub = await connect('hub-api', `mqtt://127.0.0.1:${broker.plainPort}`);
  await hub.subscribe('cydynni/meter/#', ({ topic }) => heard.push(topic)).granted;
  const gateway = await connect('gateway-7', `mqtts://localhost:${broker.tlsPort}`, broker.caFile);
  const meter = new Meter({ serial: '7', format: 'hub', liveEveryS: 10, replay: new Replay(home, 1), broker: gateway });

  const topics = ['cydynni/meter/7/halfhours', 'cydynni/meter/7/live'];
  await meter.step(1_800_000_000);
  await waitFor(() => heard.length === 2, { what: 'both messages of the first step' });
  expect(heard).toEqual(topics);

  await broker.kill();
  await waitFor(() => !gateway.connected(), { what: 'the gateway notices' });
  await meter.step(1_800_000_010);
  await broker.start();
  await waitFor(() => gateway.connected() && hub.connected(), { what: 'both return' });
  heard.length = 0;
  await meter.step(1_800_000_020);
  await waitFor(() => heard.length >= 2, { what: 'both messages after the return' });
  expect(heard).toEqual(topics);
});
