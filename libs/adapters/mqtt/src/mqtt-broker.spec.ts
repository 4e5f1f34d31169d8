import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { firstValueFrom, filter } from 'rxjs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Broker } from './broker';
import { openBroker } from './mqtt-broker';

/** MQTT 5 answers to CONNECT: bad user name or password, and success. */
const REFUSED = Buffer.from([0x20, 3, 0, 0x86, 0]);
const ACCEPTED = Buffer.from([0x20, 3, 0, 0, 0]);

let server: Server;
let answers: Buffer[];
const sockets = new Set<Socket>();
let broker: Broker;

beforeEach(async () => {
  server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('data', () => socket.write(answers.shift() ?? ACCEPTED));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  broker = openBroker({ url: `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}`, clientId: 'x' });
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  await broker.close();
  server.close();
});

it('says that it was refused, and tries again until it is not', async () => {
  answers = [REFUSED, REFUSED];
  await expect(broker.ready()).rejects.toMatchObject({ code: 'HUB_BROKER_REFUSED' });
  await firstValueFrom(broker.status.pipe(filter(({ state }) => state === 'connected')));
  expect(sockets.size).toBe(3);
});

it('does not send again what the broker had not answered when it went away', async () => {
  answers = [];
  await broker.ready();
  const [first] = sockets;
  const sent = broker.publish('switch/on', '1');
  first?.destroy();
  await expect(sent).rejects.toMatchObject({ code: 'HUB_BROKER_AWAY' });
  const again: Buffer[] = [];
  server.on('connection', (socket) => socket.on('data', (bytes) => again.push(bytes)));
  await firstValueFrom(broker.status.pipe(filter(({ state }) => state === 'away')));
  await broker.ready();
  await broker.publish('switch/off', '0', { qos: 0 });
  await expect.poll(() => Buffer.concat(again).toString('latin1')).toContain('switch/off');
  expect(Buffer.concat(again).toString('latin1')).not.toContain('switch/on');
});
