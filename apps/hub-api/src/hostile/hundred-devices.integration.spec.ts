import { setTimeout as wait } from 'node:timers/promises';
import { type Broker, openBroker } from '@hub/adapters/mqtt';
import { HouseholdDeviceList } from '@hub/contracts';
import { emonEsp, type Firmware, type PoweredDevice, shelly, tasmota, zigbee } from '@hub/domain/firmware';
import { useServices, waitFor } from '@hub/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BuiltHub, percentile } from '../spec/built-hub';
import { makeOwner, signIn } from '../spec/owner';
import { pluggedIn } from '../spec/plugged-in';
import { probe } from './probe';

/** By command (`nx run hub-api:hostile`) the computer is the hub's alone: two whole cycles are seen, and times are judged. */
const IS_ALONE = process.env['HUB_HOSTILE_S'] !== undefined;
const LASTS_S = IS_ALONE ? 130 : 4;
const DEVICES = 100;
/** Decided within 50 ms (`reconcile.bench.ts`), and heard by the last plug within this after the first. */
const CYCLE_MS = IS_ALONE ? 250 : Infinity;
const PAGE_P99_MS = IS_ALONE ? 500 : Infinity;
const MOST_MEMORY_MB = IS_ALONE ? 150 : 200;
/** Between two cycles it is quiet for at least this long. */
const QUIET_MS = 5_000;

const TYPES: readonly (readonly [type: string, topicOf: (n: number) => string, make: (topic: string) => Firmware])[] = [
  ['smartplug', (n) => `emon/smartplug${n}`, emonEsp],
  ['tasmota', (n) => `tasmota_${n}`, tasmota],
  ['shelly-gen2', (n) => `shelly-${n}`, shelly],
  ['zigbee', (n) => `zigbee2mqtt/plug ${n}`, zigbee],
];

const services = useServices({ beforeAll, afterAll });
let hub: BuiltHub;
let household: Broker;
let owner: Readonly<Record<string, string>>;

beforeAll(async () => {
  hub = await BuiltHub.start(services());
  await makeOwner(services());
  owner = await signIn(hub.url);
  const { username, password } = services().broker.account('tester');
  household = openBroker({
    url: `mqtt://127.0.0.1:${services().broker.plainPort}`,
    clientId: 'household',
    username,
    password,
  });
  await household.ready();
});
afterAll(async () => {
  await household.close();
  await hub.stop();
});

async function send(method: string, path: string, body: object): Promise<void> {
  const headers = { ...owner, 'content-type': 'application/json' };
  const answer = await fetch(`${hub.url}/api/v1/devices${path}`, { method, headers, body: JSON.stringify(body) });
  expect(answer.ok, await answer.text()).toBe(true);
}
const list = async () =>
  HouseholdDeviceList.parse(await (await fetch(`${hub.url}/api/v1/devices`, { headers: owner })).json()).devices;

async function plugIn(): Promise<readonly PoweredDevice[]> {
  const all: PoweredDevice[] = [];
  for (let n = 0; n < DEVICES; n += 1) {
    const [type, topicOf, make] = TYPES[n % TYPES.length] ?? expect.fail('no type');
    await send('POST', '', { type, name: `Device ${n}`, topic: topicOf(n) });
    all.push(await pluggedIn(household, make(topicOf(n))));
  }
  return all;
}

/** How long each cycle took on the wire, ms: from its first question to the plugs to its last. */
function cyclesMs(askedMs: readonly number[]): readonly number[] {
  const cycles: number[][] = [];
  for (const at of askedMs) {
    const current = cycles.at(-1);
    if (current && at - (current.at(-1) ?? 0) < QUIET_MS) current.push(at);
    else cycles.push([at]);
  }
  return cycles.map((times) => (times.at(-1) ?? 0) - (times[0] ?? 0));
}

it(
  `${DEVICES} devices are switched by one hub whose pages stay usable`,
  async () => {
    const devices = await plugIn();
    devices.forEach((device) => device.joined());
    await waitFor(async () => (await list()).every(({ reach }) => reach === 'answers'), {
      what: 'every device heard',
      timeoutMs: 60_000,
    });
    for (const { id } of await list()) await send('PUT', `/${id}/control`, { mode: 'on' });
    await waitFor(async () => (await list()).every(({ on, control }) => on === true && control?.confirmed === true), {
      what: 'every device on and confirmed',
      timeoutMs: 60_000,
    });

    const asked: number[] = [];
    await household.subscribe('emon/+/in/state', () => asked.push(performance.now())).granted;
    const memory: number[] = [];
    const lastsMs = LASTS_S * 1_000;
    const untilMs = performance.now() + lastsMs;
    const during = async (everyMs: number, task: () => unknown): Promise<void> => {
      while (performance.now() < untilMs) {
        await task();
        await wait(everyMs);
      }
    };
    const [live, pages] = await Promise.all([
      probe({ urls: [`${hub.url}/health/live`], everyMs: 20, lastsMs }),
      probe({ urls: [`${hub.url}/api/v1/devices`, `${hub.url}/api/v1/setup`], everyMs: 250, lastsMs }),
      during(1_000, () => devices.forEach((device) => device.tick())),
      during(250, async () => memory.push(await hub.memoryMB())),
    ]);
    const cycles = cyclesMs(asked);
    console.log(
      `${DEVICES} devices ${LASTS_S} s: ${cycles.length} cycles, longest ${Math.max(0, ...cycles).toFixed(0)} ms on the wire, live p99 ${percentile(live, 0.99).toFixed(0)} ms and at most ${Math.max(...live).toFixed(0)} ms of ${live.length}, page p99 ${percentile(pages, 0.99).toFixed(0)} ms of ${pages.length}, memory ${Math.max(...memory).toFixed(0)} MB`,
    );
    expect(cycles.length).toBeGreaterThanOrEqual(IS_ALONE ? 2 : 0);
    expect(Math.max(0, ...cycles)).toBeLessThanOrEqual(CYCLE_MS);
    expect(Math.max(...memory)).toBeLessThanOrEqual(MOST_MEMORY_MB);
    expect(percentile(pages, 0.99)).toBeLessThanOrEqual(PAGE_P99_MS);
    expect((await list()).every(({ on, control }) => on === true && control?.confirmed === true)).toBe(true);
  },
  LASTS_S * 1_000 + 180_000,
);
