import { type Broker, openBroker } from '@hub/adapters/mqtt';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildPrograms, FakeHub, until } from '../test/fake-hub';
import { FaultServer } from '../test/fault-server';
import { type Mosquitto, startMosquitto } from '../test/mosquitto';

let dir: string;
let server: FaultServer;
let hub: FakeHub;
let broker: Mosquitto;
let team: Broker;

beforeAll(async () => {
  buildPrograms();
  dir = mkdtempSync(join(tmpdir(), 'agent-mqtt-'));
  server = new FaultServer(dir);
  await server.listen();
  server.target = { format: 1, release: null };
  broker = await startMosquitto(dir, ['allow_anonymous true']);
  const url = `mqtt://127.0.0.1:${broker.port}`;
  team = openBroker({ url, clientId: 'team' });
  await team.ready();
  hub = new FakeHub(join(dir, 'hub'), {
    HUB_OTA_TARGET_URL: `${server.url}/target`,
    HUB_OTA_CA_FILE: server.ca,
    HUB_OTA_POLL_S: '3600',
    HUB_OTA_MQTT_URL: url,
    HUB_OTA_MQTT_TOPIC: 'cydynni/hub/1/target',
  });
  mkdirSync(join(hub.dir, 'ota'));
});
afterAll(async () => {
  await hub.stop();
  await team.close();
  await broker.stop();
  await server.close();
  rmSync(dir, { recursive: true });
});

it('a retained target, and each new one, makes the agent ask at once instead of in an hour', async () => {
  await team.publish('cydynni/hub/1/target', '{}', { retain: true });
  hub.start();
  await until('asked for the retained one', () => server.targetRequests === 1);
  await until('at rest', () => hub.status['idleBecause'] === 'nothing-targeted');
  await team.publish('cydynni/hub/1/target', '{"format":1}', { retain: true });
  await until('asked for the new one', () => server.targetRequests === 2);
  // What the message carries is not what is installed.
  expect(hub.installs).toEqual([]);
});
