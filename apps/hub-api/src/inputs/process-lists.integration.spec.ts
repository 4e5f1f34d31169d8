import { ErrorBody, ProcessListView } from '@hub/contracts';
import { useServices, waitFor } from '@hub/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { gridTime, type HubFixture } from '../spec/hub-fixture';
import { signIn, startOwnedHub } from '../spec/owner';

const services = useServices({ beforeAll, afterAll });
let hub: HubFixture;
let owner: Readonly<Record<string, string>>;
beforeAll(async () => {
  ({ hub, owner } = await startOwnedHub(services()));
});
afterAll(() => hub.stop());

const publish = (node: string, payload: object) => hub.publisher.publish(`emon/${node}`, JSON.stringify(payload));

async function inputId(node: string, name: string): Promise<number> {
  await waitFor(async () => (await hub.input(node, name)) !== undefined, { what: `${node}/${name}` });
  return (await hub.input(node, name))?.id ?? 0;
}

/** Feeds come with inputs that only lend them. */
async function feedId(name: string): Promise<number> {
  await hub.log('lent', name);
  await publish('lent', { time: gridTime(86_400), [name]: 0 });
  await waitFor(async () => (await hub.feed('lent', name)) !== undefined, { what: name });
  return (await hub.feed('lent', name))?.id ?? 0;
}

const put = (id: number, steps: unknown, headers = owner) =>
  fetch(`${hub.url}/api/v1/inputs/${id}/process-list`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ steps }),
  });
const shown = async (id: number) =>
  z.parse(ProcessListView, await (await hub.get(`/api/v1/inputs/${id}/process-list`)).json());
const step = (process: string, ...given: number[]) => ({ process, arguments: given });
const stored = (name: string, start: number, seconds: number) => hub.points('lent', name, start, start + seconds);
const energyNow = async () => {
  const last = (await hub.feed('lent', 'energy'))?.last;
  return { time: last?.time ?? 0, value: last?.value ?? Number.NaN };
};

describe('the list of an input', () => {
  it('is none at first, is set by the owner only, and sends readings where it says', async () => {
    const time = gridTime(7200);
    await hub.log('plug', 'power');
    await publish('plug', { time, power: 100 });
    const id = await inputId('plug', 'power');
    expect(await shown(id)).toEqual({ inputId: id, steps: null, fault: null });
    const [power, energy] = [await feedId('power'), await feedId('energy')];
    const steps = [step('scale', 2), step('log_to_feed', power), step('power_to_kwh', energy)];
    expect((await put(id, steps, {})).status).toBe(401);
    expect(z.parse(ProcessListView, await (await put(id, steps)).json())).toEqual({ inputId: id, steps, fault: null });
    for (let second = 10; second <= 60; second += 10) await publish('plug', { time: time + second, power: 1800 });
    await waitFor(async () => (await stored('power', time + 60, 10)).length === 1, { what: 'the last reading' });
    expect(await stored('power', time, 60)).toEqual([10, 20, 30, 40, 50, 60].map((at) => [time + at, 3600]));
    expect((await stored('energy', time + 60, 10))[0]?.[1]).toBeCloseTo(0.05, 6);
    expect((await hub.feed('plug', 'power'))?.points).toBe(1);
    expect(await hub.input('plug', 'power')).toMatchObject({ value: 1800, time: time + 60 });
  });

  it('goes on where it was after a restart, and starts again with another list', async () => {
    const id = await inputId('plug', 'power');
    const energy = await hub.feed('lent', 'energy');
    const { time: lastTime, value: lastKWh } = await energyNow();
    await hub.stopHub();
    await hub.startHub();
    await waitFor(async () => (await hub.get('/health/ready')).ok, { what: 'a ready hub' });
    await inputId('plug', 'power');
    const next = lastTime + 10;
    await publish('plug', { time: next, power: 1800 });
    await waitFor(async () => (await energyNow()).time === next, { what: 'the next reading' });
    expect((await energyNow()).value).toBeCloseTo(lastKWh + 0.01, 6);
    owner = await signIn(hub.url);
    expect((await put(id, [step('power_to_kwh', energy?.id ?? 0)])).status).toBe(200);
    await publish('plug', { time: next + 10, power: 3600 });
    await waitFor(async () => (await energyNow()).time === next + 10, { what: 'the first of a new list' });
    expect((await energyNow()).value).toBeCloseTo(lastKWh + 0.01, 6);
  });

  it('lets the inputs of one message see each other', async () => {
    const time = gridTime(3600);
    await publish('pair', { time, a: 1, b: 1 });
    const [a, b] = [await inputId('pair', 'a'), await inputId('pair', 'b')];
    const sum = await feedId('sum');
    expect((await put(a, [step('add_input', b), step('log_to_feed', sum)])).status).toBe(200);
    await publish('pair', { time: time + 10, a: 5, b: 7 });
    await waitFor(async () => (await stored('sum', time, 20)).length === 1, { what: 'the sum' });
    expect(await stored('sum', time, 20)).toEqual([[time + 10, 12]]);
  });

  it('is refused where it names what is not there, and says which step', async () => {
    const id = await inputId('plug', 'power');
    const answer = await put(id, [step('log_to_feed', 9999), step('sendEmail', 1)]);
    const { error } = z.parse(ErrorBody, await answer.json());
    expect([answer.status, error.code]).toEqual([400, 'HUB_PROCESS_LIST_INVALID']);
    expect(error.message).toContain('step 1 (log_to_feed) names feed 9999');
    expect(error.message).toContain('step 2 (sendEmail) is no process of this hub');
    expect((await put(9999, null)).status).toBe(404);
    expect((await put(id, [{ process: 'scale' }])).status).toBe(400);
  });

  it('that goes in circles is named, and taken away readings are kept as before', async () => {
    const time = gridTime(3600);
    await hub.log('loop', 'x');
    await publish('loop', { time, x: 1 });
    const id = await inputId('loop', 'x');
    expect((await put(id, [step('scale', 1), step('goto_process', 1)])).status).toBe(200);
    await publish('loop', { time: time + 10, x: 2 });
    await waitFor(async () => (await shown(id)).fault === 'too-many-steps', { what: 'the fault' });
    expect((await hub.health()).ingest.rejected['process-too-many-steps']).toBe(1);
    expect((await put(id, null)).status).toBe(200);
    await publish('loop', { time: time + 20, x: 3 });
    await waitFor(async () => (await hub.points('loop', 'x', time, time + 30)).length === 2, { what: 'the reading' });
    expect(await hub.points('loop', 'x', time, time + 30)).toEqual([
      [time, 1],
      [time + 20, 3],
    ]);
  });
});
