import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { type Broker, openBroker } from '@hub/adapters/mqtt';
import { type Firmware, FIRMWARES, type Link, PoweredDevice } from '@hub/domain/firmware';
import { DEVICES_HELP, parseDevicesCommandLine, type SimulatedDevice } from './options';

const TICK_MS = 1_000;
const MAX_RECONNECT_MS = 5_000;

async function main(): Promise<void> {
  const options = parseDevicesCommandLine(process.argv.slice(2));
  if (options === undefined) {
    process.stdout.write(DEVICES_HELP);
    return;
  }
  const { url, username, passwordFile, devices, lost, doubled } = options;
  const password = passwordFile === undefined ? undefined : readFileSync(passwordFile, 'utf8').trim();
  const login = { url, username, password, clientId: 'simulated-devices', maxReconnectMs: MAX_RECONNECT_MS };
  const broker = openBroker(login);
  const faults = { lost, doubled, random: () => Math.random() };
  const running = new Map(
    devices.map((device) => [device.topic, new PoweredDevice(firmwareOf(device), linkTo(broker), faults)]),
  );
  // As firmware does, each says at every connection that it is there.
  broker.status.subscribe(({ state }) => {
    if (state === 'connected') running.forEach((device) => device.joined());
  });
  await broker.ready();
  process.stdout.write(`devices: ${[...running.keys()].join(', ')} at ${url}\n`);
  setInterval(() => running.forEach((device) => device.tick()), TICK_MS);
  createInterface({ input: process.stdin }).on('line', (line) => {
    if (line.startsWith('off ')) running.get(line.slice('off '.length))?.restart();
    else running.get(line)?.press();
  });
}

function firmwareOf({ type, topic }: SimulatedDevice): Firmware {
  const firmware = FIRMWARES.get(type)?.(topic);
  if (!firmware) throw new Error(`no firmware of ${type}`);
  return firmware;
}

/** A message that cannot be sent is lost, as on a plug. */
const linkTo = (broker: Broker): Link => ({
  publish: ({ topic, text, retain = false }) =>
    void broker.publish(topic, text, { qos: 0, retain }).catch(() => undefined),
  subscribe: (filter, take) =>
    void broker.subscribe(filter, ({ topic, payload }) => take({ topic, text: payload.toString() })),
  now: () => Date.now() / 1000,
});

main().catch((error: unknown) => {
  process.stderr.write(`devices: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
