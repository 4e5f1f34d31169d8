import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { ErrorBody, FeedAccepted } from '@hub/contracts';
import { useServices, waitFor } from '@hub/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { gridTime, HubFixture } from '../spec/hub-fixture';
import { makeOwner, signIn } from '../spec/owner';

const services = useServices({ beforeAll, afterAll });
let hub: HubFixture;
beforeAll(async () => {
  hub = await HubFixture.start(services());
  await makeOwner(services());
});
afterAll(() => hub.stop());

const publish = (payload: object) => hub.publisher.publish('emon/cut', JSON.stringify(payload));
const feed = (name: string) => hub.feed('cut', name);

it('a feed whose file lost its end is named in the health, and goes on when the owner says so', async () => {
  const time = gridTime(3600);
  await hub.log('cut', 'a', 'b');
  for (let slot = 0; slot < 4; slot++) await publish({ time: time + slot * 10, a: slot, b: slot });
  await waitFor(async () => (await feed('b'))?.points === 4, { what: 'the readings' });
  const id = (await feed('a'))?.id ?? 0;
  await hub.stopHub();
  truncateSync(join(hub.dir, 'feeds', `${id}.dat`), 8);
  await hub.startHub();
  await waitFor(async () => (await hub.get('/health/ready')).ok, { what: 'a ready hub' });
  const { status, checks } = await hub.health();
  expect([status, checks.feeds.status]).toEqual(['degraded', 'degraded']);
  expect(checks.feeds.detail).toContain(`HUB_FEED_DATA_TRUNCATED: feed ${id}`);
  await waitFor(async () => (await feed('b'))?.points === 4, { what: 'the feeds' });
  await publish({ time: time + 40, a: 4, b: 4 });
  await waitFor(async () => (await feed('b'))?.points === 5, { what: 'the other feed' });
  expect((await hub.health()).ingest.rejected['feed-feed-fault']).toBe(1);

  const accept = (feedId: number, headers: Readonly<Record<string, string>> = {}) =>
    fetch(`${hub.url}/api/v1/feeds/${feedId}/accept-truncated`, { method: 'POST', headers });
  expect((await accept(id)).status).toBe(401);
  const owner = await signIn(hub.url);
  expect(z.parse(FeedAccepted, await (await accept(id, owner)).json())).toEqual({ feedId: id, points: 2 });
  expect((await hub.health()).checks.feeds.status).toBe('ok');
  const again = await accept(id, owner);
  expect([again.status, z.parse(ErrorBody, await again.json()).error.code]).toEqual([409, 'HUB_FEED_NOT_DAMAGED']);
  await publish({ time: time + 50, a: 5, b: 5 });
  await waitFor(async () => (await feed('a'))?.points === 6, { what: 'the next reading' });
  expect(await hub.points('cut', 'a', time, time + 60)).toEqual([
    [time, 0],
    [time + 10, 1],
    [time + 50, 5],
  ]);
});
