import { Agent, get } from 'node:http';
import { join } from 'node:path';
import type { Services } from '@hub/adapters/services';
import type { FeedList } from '@hub/contracts';
import { waitFor } from '@hub/testing';
import { lowerQuartile, print } from './figures';
import { HubProcess } from './hub-process';
import { startLeastServer } from './least-server';
import { logInputs } from '../spec/logged';
import { RawPublisher } from './raw-publisher';

const DAY_S = 86_400;
const INTERVAL_S = 10;
const RUNS = 101;
const WARM_UP = 100;

/** A raw day over HTTP, beside a server that does nothing but read the file, write its JSON and send it. */
export async function dayBench(services: Services, dir: string): Promise<void> {
  const start = Math.floor(Date.now() / 1000 / INTERVAL_S) * INTERVAL_S - 2 * DAY_S;
  const { feedId } = await withHub(services, dir, (hub) => fill(services, hub, start));
  // Stopped once: the folder is complete, so that the other side has the same file to read.
  await withHub(services, dir, async (hub) => {
    await hub.ready();
    const least = await startLeastServer(join(dir, 'feeds', `${feedId}.dat`), start);
    const path = `/api/v1/feeds/${feedId}/data?start=${start}&end=${start + DAY_S}&interval=original`;
    const own: number[] = [];
    const floor: number[] = [];
    for (let run = -WARM_UP; run < RUNS; run += 1) {
      const [tookOwn, tookLeast] = [await timed(hub.url + path), await timed(least.url)];
      if (run < 0) continue;
      own.push(tookOwn);
      floor.push(tookLeast);
    }
    least.stop();
    const [ownMs, leastMs] = [lowerQuartile(own), lowerQuartile(floor)];
    print('raw day over HTTP', ownMs, 'ms', RUNS);
    print('raw day over HTTP: a server that reads the file and writes its JSON', leastMs, 'ms', RUNS);
    print('raw day over HTTP: ratio', ownMs / leastMs, 'x', RUNS);
  });
}

async function withHub<T>(services: Services, dir: string, run: (hub: HubProcess) => Promise<T>): Promise<T> {
  const hub = await HubProcess.start(services, dir);
  try {
    await hub.ready();
    return await run(hub);
  } finally {
    await hub.stop();
  }
}

async function fill(services: Services, hub: HubProcess, start: number): Promise<{ readonly feedId: number }> {
  const { username, password } = services.broker.account('tester');
  const publisher = await RawPublisher.connect(services.broker.plainPort, username, password);
  await logInputs(services, 'day', ['power']);
  const count = DAY_S / INTERVAL_S + 1;
  await publisher.publish(count, 500, (index) => [
    'emon/day',
    `{"time":${start + index * INTERVAL_S},"power":${((index * 7919) % 40_000) / 10}}`,
  ]);
  publisher.close();
  await waitFor(async () => (await hub.health()).ingest.stored >= count, {
    what: 'every reading stored',
    timeoutMs: 600_000,
  });
  const { feeds } = (await (await fetch(`${hub.url}/api/v1/feeds`)).json()) as FeedList;
  return { feedId: feeds.find(({ tag }) => tag === 'day')?.id ?? 0 };
}

const agent = new Agent({ keepAlive: true });

/** From the request to the last byte, ms. */
function timed(url: string): Promise<number> {
  const began = performance.now();
  return new Promise((done, fail) => {
    get(url, { agent }, (response) => {
      if (response.statusCode !== 200) fail(new Error(`${url}: ${response.statusCode}`));
      response.on('data', () => undefined).on('end', () => done(performance.now() - began));
    }).on('error', fail);
  });
}
