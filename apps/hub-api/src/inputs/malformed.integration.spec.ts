import { useServices, waitFor } from '@hub/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HubFixture } from '../spec/hub-fixture';

const services = useServices({ beforeAll, afterAll });
let hub: HubFixture;
beforeAll(async () => {
  hub = await HubFixture.start(services());
});
afterAll(() => hub.stop());

const now = () => Math.floor(Date.now() / 1000);
const rejected = async (reason: string): Promise<number> => (await hub.health()).ingest.rejected[reason] ?? 0;

describe('input that is refused', () => {
  it.each([
    ['not-json', 'cydynni/meter/M1/live', '{"time":'],
    ['nan', 'cydynni/meter/M1/live', `{"time":${now()},"power":NaN}`],
    ['infinite', 'cydynni/meter/M1/live', `{"time":${now()},"power":1e999}`],
    ['future-stamp', 'cydynni/meter/M1/live', JSON.stringify({ time: now() + 31_536_000, power: 1 })],
    ['too-large', 'cydynni/meter/M1/live', 'x'.repeat(1_048_576)],
    ['unknown-topic', 'cydynni/meter/M1/weather', '1'],
    ['too-deep', 'emon/deep', '['.repeat(50_000) + ']'.repeat(50_000)],
    ['not-numeric', 'emon/plug/power', 'on'],
    ['too-many-values', 'emon/list', JSON.stringify(new Array(5000).fill(1))],
    [
      'negative',
      'cydynni/meter/M1/halfhours',
      JSON.stringify({ start: Math.floor(now() / 1800) * 1800, interval: 1800, import: [-1] }),
    ],
    ['bad-shape', 'mtr/e/M1', '{"id":1,"data":{"pattern":"x"}}'],
  ])('%s is counted, and nothing is stored', async (reason, topic, payload) => {
    const before = await rejected(reason);
    await hub.publisher.publish(topic, payload);
    await waitFor(async () => (await rejected(reason)) === before + 1, { what: `${reason} counted` });
    const { ingest } = await hub.health();
    expect([ingest.accepted, ingest.stored]).toEqual([0, 0]);
  });

  it('10,000 messages a second of it neither stop the hub nor make it grow', async () => {
    const before = await rejected('not-json');
    const memory = process.memoryUsage().rss;
    const count = 30_000;
    const sent: Promise<void>[] = [];
    for (let i = 0; i < count; i += 1)
      sent.push(hub.publisher.publish('cydynni/meter/M1/live', `{"i":${i}`, { qos: 1 }));
    await Promise.all(sent);
    await waitFor(async () => (await rejected('not-json')) === before + count, {
      what: 'every message counted',
      timeoutMs: 30_000,
    });
    expect((await hub.get('/health/live')).status).toBe(200);
    expect((await hub.health()).ingest.stored).toBe(0);
    // Publisher and hub share this process: its own 30,000 unacknowledged messages are the most of it.
    expect((process.memoryUsage().rss - memory) / 1e6).toBeLessThan(250);
  });

  it('leaves nothing behind', async () => {
    expect(await (await hub.get('/api/v1/inputs')).json()).toEqual({ inputs: [] });
    expect(await (await hub.get('/api/v1/feeds')).json()).toEqual({ feeds: [] });
  });
});
