import { createSocket, type Socket } from 'node:dgram';
import { SetupView } from '@hub/contracts';
import { emonEsp } from '@hub/domain/firmware';
import { useServices, waitFor } from '@hub/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type HubFixture } from '../spec/hub-fixture';
import { startOwnedHub } from '../spec/owner';
import { pluggedIn } from '../spec/plugged-in';

/** What everyone on this computer's own loop hears. */
const EVERYONE = '127.255.255.255';
const OTHER_HUB = '127.0.0.2';
/** Where the simulated plug says that it is. */
const PLUG = '127.0.0.113';

const services = useServices({ beforeAll, afterAll });
const heard: { readonly to: string; readonly text: string }[] = [];
const sockets: Socket[] = [];
let hub: HubFixture;
let owner: Readonly<Record<string, string>>;
let port: number;

async function listen(address: string, at = 0): Promise<number> {
  const socket = createSocket({ type: 'udp4', reuseAddr: true });
  sockets.push(socket);
  socket.on('message', (message) => heard.push({ to: address, text: message.toString('ascii') }));
  await new Promise<void>((resolve) => socket.bind(at, address, () => resolve()));
  return socket.address().port;
}

beforeAll(async () => {
  port = await listen(EVERYONE);
  await listen(PLUG, port);
  ({ hub, owner } = await startOwnedHub(services(), { HUB_BEACON_TO: EVERYONE, HUB_BEACON_PORT: String(port) }));
});
afterAll(async () => {
  sockets.forEach((socket) => socket.close());
  await hub.stop();
});

const told = (address: string): number => heard.filter(({ to }) => to === address).length;
const act = (method: string, path: string, body?: object): Promise<Response> =>
  fetch(`${hub.url}/api/v1/${path}`, {
    method,
    headers: { ...owner, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
const faults = async (): Promise<readonly string[]> =>
  SetupView.parse(await (await act('GET', 'setup')).json()).faults.map(({ message }) => message);

it('a hub makes itself known in the words of the firmware, and more often while devices are looked for', async () => {
  await waitFor(() => told(EVERYONE) > 0, { what: 'the first beacon' });
  expect(heard[0]?.text).toBe('emonpi.local');
  await act('POST', 'pairing/window');
  const before = told(EVERYONE);
  await waitFor(() => told(EVERYONE) >= before + 3, { what: 'three beacons of the open window', timeoutMs: 30_000 });
  await act('DELETE', 'pairing/window');
  expect(await faults()).toEqual([]);
});

it('beside another hub it says so and tells its own plugs alone', async () => {
  await act('POST', 'devices', { type: 'smartplug', name: 'Kettle', topic: 'emon/smartplug5304' });
  const plug = await pluggedIn(hub.publisher, emonEsp('emon/smartplug5304', PLUG));
  plug.joined();
  await waitFor(async () => JSON.stringify(await (await act('GET', 'devices')).json()).includes(PLUG), {
    what: 'the address of the plug',
  });
  const before = { everyone: told(EVERYONE), plug: told(PLUG) };
  expect(before.plug).toBe(0);
  const other = createSocket('udp4');
  sockets.push(other);
  await new Promise<void>((resolve) => other.bind(0, OTHER_HUB, () => resolve()));
  other.send('emonpi.local', port, '127.0.0.1');
  await waitFor(() => told(PLUG) > 0, { what: 'a beacon at the plug' });
  expect(told(EVERYONE)).toBe(before.everyone);
  expect((await faults())[0]).toContain(`another hub in this network, at ${OTHER_HUB}`);
  await act('POST', 'pairing/window');
  await waitFor(() => told(EVERYONE) > before.everyone, { what: 'a beacon of the open window' });
  await act('DELETE', 'pairing/window');
});
