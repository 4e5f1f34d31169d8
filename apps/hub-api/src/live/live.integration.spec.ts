import { LiveSnapshot } from '@hub/contracts';
import { useServices, waitFor } from '@hub/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { EventStream } from '../spec/event-stream';
import { HubFixture } from '../spec/hub-fixture';

const services = useServices({ beforeAll, afterAll });
let hub: HubFixture;
beforeAll(async () => {
  hub = await HubFixture.start(services());
});
afterAll(() => hub.stop());

const now = () => Math.floor(Date.now() / 1000);
const live = (power: number, time = now()) =>
  hub.publisher.publish('cydynni/meter/S1/live', JSON.stringify({ time, power, import: 10, export: 1 }));
const withStream = async (use: (stream: EventStream) => Promise<void>) => {
  const stream = await EventStream.open(`${hub.url}/api/v1/live`);
  try {
    await use(stream);
  } finally {
    stream.close();
  }
};

describe('the live stream', () => {
  it('says at once that there is no reading yet', () =>
    withStream(async (stream) => {
      await waitFor(() => stream.last?.tariff, { what: 'a first event, then one with prices' });
      expect(z.parse(LiveSnapshot, stream.last)).toEqual(stream.last);
      expect(stream.last).toMatchObject({
        broker: 'connected',
        version: 'test',
        meter: { state: 'missing', powerW: null, powerFeedId: null },
      });
      expect(['morning', 'midday', 'evening', 'overnight']).toContain(stream.last?.tariff?.band);
    }));

  it('shows a reading with its cost and its feed, on every open page', () =>
    withStream((first) =>
      withStream(async (second) => {
        await live(2000);
        await waitFor(() => [first, second].every(({ last }) => last?.meter.powerW === 2000), {
          what: 'the reading on both pages',
        });
        const { last } = first;
        expect(last?.meter).toMatchObject({ state: 'live', importKWh: 10, exportKWh: 1 });
        expect(last?.costPencePerHour).toBeCloseTo(2 * (last?.tariff?.pencePerKWh ?? NaN), 6);
        const feed = await waitFor(() => hub.feed('meter:S1', 'power'), { what: 'the feed' });
        await waitFor(() => first.last?.meter.powerFeedId === feed.id, { what: 'the number of the feed' });
        expect(first.others).toEqual([]);
      }),
    ));

  it('is never silent for more than 5 s', () =>
    withStream(async (stream) => {
      await waitFor(() => stream.snapshots.length > 0, { what: 'a first event' });
      const heard = stream.snapshots.length;
      await waitFor(() => stream.snapshots.length > heard, { what: 'a heartbeat', timeoutMs: 5_500 });
    }));

  it('does not make a storm of events of a storm of readings, and ends with the newest', () =>
    withStream(async (stream) => {
      await waitFor(() => stream.snapshots.length > 0, { what: 'a first event' });
      const began = performance.now();
      const time = now();
      for (let power = 1; power <= 2000; power += 1) void live(power, time);
      await live(4242, time);
      await waitFor(() => stream.last?.meter.powerW === 4242, { what: 'the newest reading' });
      const seconds = (performance.now() - began) / 1000;
      expect(stream.snapshots.length).toBeLessThan(10 * seconds + 5);
    }));

  it('shows what the last run of the hub knew', async () => {
    await live(777);
    await withStream(async (stream) => {
      await waitFor(() => stream.last?.meter.powerW === 777, { what: 'the reading' });
      await hub.stopHub();
      await waitFor(() => stream.ended, { what: 'the end of the stream' });
    });
    await hub.startHub();
    await withStream(async (stream) => {
      await waitFor(() => stream.last?.meter.powerW === 777, { what: 'the reading after the restart' });
      await waitFor(() => hub.input('meter:S1', 'power').then((input) => input?.value === 777), {
        what: 'the last value',
      });
    });
  });

  it('says that the broker went away, and shows a reading again within 10 s of its return', () =>
    withStream(async (stream) => {
      await waitFor(() => stream.last?.broker === 'connected', { what: 'a broker' });
      await services().broker.kill();
      await waitFor(() => stream.last?.broker === 'disconnected', {
        what: 'the outage on the page',
        timeoutMs: 30_000,
      });
      await services().broker.start();
      const back = performance.now();
      // A broker that was killed has forgotten who subscribed: what comes before the hub is back is lost, the next is not.
      const gateway = setInterval(() => void live(888), 500);
      await waitFor(() => stream.last?.meter.powerW === 888, { what: 'a live page' });
      clearInterval(gateway);
      expect(performance.now() - back).toBeLessThan(10_000);
      expect(stream.last?.broker).toBe('connected');
    }));
});
