import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Services, startServices } from '@hub/adapters/services';
import { waitFor } from '@hub/testing';
import { dayBench } from './day-bench';
import { median, print } from './figures';
import { HubProcess } from './hub-process';
import { LEAST_SERVER, serveLeast } from './least-server';
import { logInputs } from '../spec/logged';
import { RawPublisher } from './raw-publisher';

const STARTS = 5;
const DEMO_FEEDS = 20;
const MESSAGES = 200_000;
/** Unacknowledged messages of the publisher: what many gateways at once look like to the broker. */
const WINDOW = 2_000;
/** A message that did not come within this time after the last one is lost. A starved hub is slow, not lossy. */
const STALLED_MS = 10_000;

/** Longer than any part takes on a busy machine. */
const LIMIT_MS = 600_000;

type Part = (services: Services, dir: string) => Promise<void>;
const PARTS: Readonly<Record<string, Part>> = { start: coldStart, day: dayBench, ingest };

/** Measures the built hub on private services and prints one JSON object a line. Arguments name parts; none: all. */
async function main(): Promise<void> {
  const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
  const dir = await mkdtemp(join(tmpdir(), 'hub-bench-'));
  const services = await startServices({ dir: join(dir, 'services') });
  try {
    for (const [name, run] of Object.entries(PARTS)) {
      if (asked.length === 0 || asked.includes(name)) await run(services, join(dir, name));
    }
  } finally {
    await services.stop();
    await rm(dir, { recursive: true, force: true });
  }
}

async function coldStart(services: Services, dir: string): Promise<void> {
  const started: number[] = [];
  HubProcess.forgetCode();
  for (let run = 0; run < STARTS; run += 1) {
    const hub = await HubProcess.start(services, dir);
    started.push(hub.startMs);
    await hub.ready();
    if (run === STARTS - 1) {
      await household(services, hub);
      print('hub-api RSS with a household of 20 feeds', hub.rssMB(), 'MB', 1);
    }
    await hub.stop();
    if (run === 0) HubProcess.writeCodeCache();
  }
  print('hub-api start without a code cache to first answer', started[0] ?? NaN, 'ms', 1);
  print('hub-api start to first answer, median', median(started.slice(1)), 'ms', STARTS - 1);
}

/** Twenty feeds, a reading each every 10 s for half an hour, as fast as they go. */
async function household(services: Services, hub: HubProcess): Promise<void> {
  const publisher = await tester(services);
  const time = Math.floor(Date.now() / 1000) - 1800;
  const count = DEMO_FEEDS * 180;
  for (let at = 0; at < DEMO_FEEDS; at += 1) await logInputs(services, `house${at}`, ['power']);
  await publisher.publish(count, WINDOW, (index) => [
    `emon/house${index % DEMO_FEEDS}`,
    JSON.stringify({ time: time + Math.floor(index / DEMO_FEEDS) * 10, power: index }),
  ]);
  await waitFor(async () => (await hub.health()).ingest.stored >= count, {
    what: 'every reading stored',
    timeoutMs: LIMIT_MS,
  });
  publisher.close();
}

async function ingest(services: Services, dir: string): Promise<void> {
  const hub = await HubProcess.start(services, dir);
  await hub.ready();
  const publisher = await tester(services);
  const time = Math.floor(Date.now() / 1000) - (MESSAGES / DEMO_FEEDS) * 10;
  for (let at = 0; at < DEMO_FEEDS; at += 1) await logInputs(services, `bench${at}`, ['power']);
  await publisher.publish(DEMO_FEEDS, WINDOW, (index) => [`emon/bench${index}/power`, '1']);
  await waitFor(async () => (await hub.health()).ingest.accepted === DEMO_FEEDS, {
    what: 'every feed heard',
    timeoutMs: LIMIT_MS,
  });
  let highest = 0;
  const watch = setInterval(() => (highest = Math.max(highest, hub.rssMB())), 100);
  const cpuBefore = hub.cpuMs();
  const began = performance.now();
  await publisher.publish(MESSAGES, WINDOW, (index) => [
    `emon/bench${index % DEMO_FEEDS}`,
    `{"time":${time + Math.floor(index / DEMO_FEEDS) * 10},"power":${index % 4000}}`,
  ]);
  let accepted = 0;
  let progressAt = performance.now();
  const allOrStalled = async (): Promise<boolean> => {
    const before = accepted;
    accepted = (await hub.health()).ingest.accepted - DEMO_FEEDS;
    if (accepted !== before) progressAt = performance.now();
    return accepted === MESSAGES || performance.now() - progressAt > STALLED_MS;
  };
  await waitFor(allOrStalled, { what: 'every message counted', timeoutMs: LIMIT_MS });
  const tookMs = performance.now() - began;
  clearInterval(watch);
  print('ingest, broker to feed store, QoS 1', Math.round((MESSAGES / tookMs) * 1000), 'messages/s', MESSAGES);
  print('ingest, processor time of hub-api a message', ((hub.cpuMs() - cpuBefore) / MESSAGES) * 1000, 'us', MESSAGES);
  print('ingest lost', MESSAGES - accepted, 'messages', MESSAGES);
  print('ingest highest RSS', highest, 'MB', 1);
  publisher.close();
  await hub.stop();
}

function tester(services: Services): Promise<RawPublisher> {
  const { username, password } = services.broker.account('tester');
  return RawPublisher.connect(services.broker.plainPort, username, password);
}

const [first = '', file = '', start = ''] = process.argv.slice(2);
if (first === LEAST_SERVER) serveLeast(file, Number(start));
else await main();
