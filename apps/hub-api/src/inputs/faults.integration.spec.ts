import { waitFor, useServices } from '@hub/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { gridTime, HubFixture } from '../spec/hub-fixture';

const services = useServices({ beforeAll, afterAll });
let hub: HubFixture;
beforeEach(async () => {
  hub = await HubFixture.prepare(services());
  // A database that was never opened has no tables yet.
  for (const node of NODES) await hub.log(node, 'power');
});
afterEach(() => hub.stop());

/** Nodes of these tests, each logged; the database must be there. */
const NODES = ['known', 'cached', 'broker', 'restart', 'early'];
const COUNT = 60;
const ready = () =>
  waitFor(async () => (await hub.get('/health/ready')).ok, { what: 'a ready hub', timeoutMs: 15_000 });
/** Readings 10 s apart from `start` on, values 0, 1, 2, … */
const publishAll = async (node: string, start: number, from = 0, to = COUNT) => {
  await hub.publisher.ready();
  for (let i = from; i < to; i += 1)
    await hub.publisher.publish(`emon/${node}`, JSON.stringify({ time: start + i * 10, power: i }));
};
const whole = (start: number, count = COUNT) => Array.from({ length: count }, (_, i) => [start + i * 10, i]);
const allStored = (node: string, start: number, count = COUNT) =>
  waitFor(async () => (await hub.points(node, 'power', start, start + count * 10)).length === count, {
    what: `${count} points of ${node}`,
    timeoutMs: 15_000,
  });

describe('readings of an outage are in their feed when it is over', () => {
  it('MariaDB killed, an input that exists', async () => {
    await hub.startHub();
    await ready();
    const start = gridTime(3600);
    await publishAll('known', start, 0, 10);
    await allStored('known', start, 10);
    await services().database.kill();
    await publishAll('known', start, 10, 40);
    await waitFor(async () => (await hub.health()).checks.database.status === 'down', {
      what: 'the outage in /health',
    });
    expect(await hub.health()).toMatchObject({ status: 'degraded', ingest: { buffered: { points: 0 } } });
    await services().database.start();
    await publishAll('known', start, 40);
    await allStored('known', start);
    expect(await hub.points('known', 'power', start, start + COUNT * 10)).toEqual(whole(start));
  });

  it('MariaDB killed, an input that is new: it waits, counted, and its bound is stated', async () => {
    await hub.startHub();
    await ready();
    await hub.log('new', 'power');
    await services().database.kill();
    const start = gridTime(3600);
    await publishAll('new', start);
    await waitFor(async () => (await hub.health()).ingest.buffered.points === COUNT, { what: 'all readings waiting' });
    expect((await hub.health()).ingest.buffered).toEqual({ points: COUNT, limit: 100_000, dropped: 0 });
    await services().database.start();
    await allStored('new', start);
    expect((await hub.health()).ingest.buffered.points).toBe(0);
    expect(await hub.points('new', 'power', start, start + COUNT * 10)).toEqual(whole(start));
  });

  it('Redis killed: feeds go on, and the last values are there again afterwards', async () => {
    await hub.startHub();
    await ready();
    const start = gridTime(3600);
    await publishAll('cached', start, 0, 10);
    await allStored('cached', start, 10);
    await services().redis.kill();
    await publishAll('cached', start, 10);
    await allStored('cached', start);
    expect(await hub.health()).toMatchObject({ status: 'degraded', checks: { redis: { status: 'down' } } });
    await services().redis.start();
    await ready();
    await hub.stopHub();
    await hub.startHub();
    await ready();
    expect(await hub.input('cached', 'power')).toMatchObject({ value: COUNT - 1, time: start + (COUNT - 1) * 10 });
  });

  it('broker killed: the hub lives, and what is published afterwards arrives', async () => {
    await hub.startHub();
    await ready();
    const start = gridTime(3600);
    await publishAll('broker', start, 0, 10);
    await allStored('broker', start, 10);
    await services().broker.kill();
    await waitFor(async () => (await hub.health()).status === 'down', {
      what: 'the outage in /health',
      timeoutMs: 20_000,
    });
    expect((await hub.get('/health/live')).status).toBe(200);
    expect((await hub.get('/health/ready')).status).toBe(503);
    await services().broker.start();
    await ready();
    await publishAll('broker', start, 10);
    await allStored('broker', start);
  });

  it('the hub itself stopped: the broker keeps its messages, and a stop writes everything', async () => {
    await hub.startHub();
    await ready();
    const start = gridTime(3600);
    await publishAll('restart', start, 0, 30);
    await allStored('restart', start, 30);
    await hub.stopHub();
    await publishAll('restart', start, 30);
    await hub.startHub();
    await ready();
    await allStored('restart', start);
    expect(await hub.points('restart', 'power', start, start + COUNT * 10)).toEqual(whole(start));
  });
});

describe('a hub that starts before its services', () => {
  it('serves, says what it waits for, and needs no restart', async () => {
    await services().database.stop();
    await services().redis.stop();
    await hub.startHub();
    const start = gridTime(3600);
    await waitFor(async () => (await hub.health()).checks.broker.status === 'ok', { what: 'the broker' });
    await publishAll('early', start);
    await waitFor(async () => (await hub.health()).ingest.buffered.points === COUNT, { what: 'all readings waiting' });
    const answer = await hub.get('/health/ready');
    expect(answer.status).toBe(503);
    expect(await answer.json()).toEqual({ status: 'down', waitingFor: ['database', 'redis'] });
    await services().redis.start();
    await services().database.start();
    await ready();
    await allStored('early', start);
  });
});
