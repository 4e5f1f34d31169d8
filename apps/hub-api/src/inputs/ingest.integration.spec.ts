import { useServices, waitFor } from '@hub/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gridTime, HubFixture } from '../spec/hub-fixture';
import { makeOwner, signIn } from '../spec/owner';

const services = useServices({ beforeAll, afterAll });
let hub: HubFixture;
beforeAll(async () => {
  hub = await HubFixture.start(services());
});
afterAll(() => hub.stop());

const publish = (topic: string, payload: unknown) =>
  hub.publisher.publish(topic, typeof payload === 'string' ? payload : JSON.stringify(payload));
const arrived = (node: string, name: string, value: number) =>
  waitFor(async () => (await hub.input(node, name))?.value === value, { what: `${node}/${name} = ${value}` });

describe('a reading on its way to its feed', () => {
  it("own meter: power, registers, a unit and an interval of their own, on the feed's grid", async () => {
    const time = gridTime(60);
    for (const [index, power] of [500, 510, 520].entries()) {
      await publish('cydynni/meter/A1/live', { time: time + index * 10, power, import: 100.5, export: 0 });
    }
    await arrived('meter:A1', 'power', 520);
    expect(await hub.feed('meter:A1', 'power')).toMatchObject({
      unit: 'W',
      intervalS: 10,
      points: 3,
      last: { time: time + 20, value: 520 },
    });
    expect(await hub.points('meter:A1', 'power', time, time + 60)).toEqual([
      [time, 500],
      [time + 10, 510],
      [time + 20, 520],
    ]);
    await arrived('meter:A1', 'import_total', 100.5);
    expect(await hub.feed('meter:A1', 'import_total')).toMatchObject({ unit: 'kWh', last: { value: 100.5 } });
  });

  it('own half-hours', async () => {
    const start = Math.floor(gridTime(7200) / 1800) * 1800;
    await publish('cydynni/meter/A1/halfhours', {
      start,
      interval: 1800,
      import: [0.25, null, 0.75],
      export: [0, 0, 0.5],
    });
    await arrived('meter:A1', 'export_halfhour', 0.5);
    expect(await hub.feed('meter:A1', 'import_halfhour')).toMatchObject({ unit: 'kWh', intervalS: 1800 });
    expect(await hub.points('meter:A1', 'import_halfhour', start, start + 5400)).toEqual([
      [start, 0.25],
      [start + 3600, 0.75],
    ]);
  });

  it.each([
    [
      'the original, registers',
      'mtr/e/B2',
      { cumulative: { timeStamp: new Date().toISOString(), import_kWh: 12.5 } },
      'meter:B2',
      'import_total',
      12.5,
    ],
    [
      'the original, profile',
      'mtr/e/B2',
      { profile: [{ date: new Date(gridTime(3600) * 1000).toISOString(), import: 0.5, export: 0.25 }] },
      'meter:B2',
      'export_halfhour',
      0.25,
    ],
    ['the original, answer', 'resp/e/B2', { value: 1.25 }, 'meter:B2', 'power', 1250],
    ['emoncms, value', 'emon/plug1/power', '12.5', 'plug1', 'power', 12.5],
    ['emoncms, numbers with commas', 'emon/emontx', '1,2,3.5', 'emontx', '2', 3.5],
    ['emoncms, object with a stamp', 'emon/emonpi', { time: Date.now(), power1: 250 }, 'emonpi', 'power1', 250],
    ['emoncms, named objects', 'emon/named', { p: { name: 'ct1', value: 10 } }, 'named', 'p_ct1', 10],
    [
      "the club's downlink",
      'cydynni/club/bethesda/generation',
      { start: Math.floor(gridTime(7200) / 1800) * 1800, interval: 1800, values: [4.5] },
      'club:bethesda',
      'generation',
      4.5,
    ],
  ])('%s', async (...[, topic, payload, node, name, value]) => {
    if (topic.startsWith('emon/')) await hub.log(node, name);
    await publish(topic, payload);
    await arrived(node, name, value);
    expect((await hub.feed(node, name))?.last?.value).toBe(value);
  });

  it('of a device is seen, and logged only from when somebody asks for it', async () => {
    await publish('emon/openevse', { amp: 16, temp: 31, wh: 5 });
    await arrived('openevse', 'wh', 5);
    expect(await hub.feed('openevse', 'amp')).toBeUndefined();
    const { id = 0 } = (await hub.input('openevse', 'amp')) ?? {};
    const put = (headers: Readonly<Record<string, string>>, body: unknown) =>
      fetch(`${hub.url}/api/v1/inputs/${id}/feed`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      });
    await makeOwner(services());
    expect((await put({}, { feed: {} })).status).toBe(401);
    const owner = await signIn(hub.url);
    expect(await (await put(owner, { feed: { unit: 'A' } })).json()).toMatchObject({
      id,
      name: 'amp',
      feedId: expect.any(Number) as number,
    });
    await publish('emon/openevse', { amp: 20 });
    await waitFor(async () => (await hub.feed('openevse', 'amp'))?.last?.value === 20, { what: 'the first point' });
    expect(await hub.feed('openevse', 'amp')).toMatchObject({ unit: 'A', intervalS: 10 });
    expect(await (await put(owner, { feed: null })).json()).toMatchObject({ feedId: null });
    const gone = await fetch(`${hub.url}/api/v1/inputs/${id}`, { method: 'DELETE', headers: owner });
    expect(gone.status).toBe(204);
    expect(await hub.input('openevse', 'amp')).toBeUndefined();
    expect(await hub.feed('openevse', 'amp')).toMatchObject({ points: expect.any(Number) as number });
  });

  it('that comes late or unsorted finds its place', async () => {
    const start = Math.floor(gridTime(40 * 1800) / 1800) * 1800;
    const half = (at: number, values: number[]) =>
      publish('cydynni/meter/L1/halfhours', { start: start + at * 1800, interval: 1800, import: values });
    await half(20, [5]);
    await arrived('meter:L1', 'import_halfhour', 5);
    await half(0, [1, 2]);
    await waitFor(
      async () => (await hub.points('meter:L1', 'import_halfhour', start, start + 21 * 1800)).length === 3,
      {
        what: 'the earlier half-hours',
      },
    );
    expect(await hub.points('meter:L1', 'import_halfhour', start, start + 21 * 1800)).toEqual([
      [start, 1],
      [start + 1800, 2],
      [start + 20 * 1800, 5],
    ]);
  });
});
