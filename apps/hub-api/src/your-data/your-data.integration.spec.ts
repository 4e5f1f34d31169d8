import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '@hub/adapters/hub-database';
import { hashSecret } from '@hub/adapters/system';
import { encodeMeta } from '@hub/domain/series';
import { seeded } from '@hub/domain/random';
import { unzipped, useServices, waitFor } from '@hub/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { refusal } from '../spec/http';
import { HubFixture } from '../spec/hub-fixture';
import { makeOwner, signIn } from '../spec/owner';

/* hub-api as it is, on real services: the household takes its data along. */

const services = useServices({ beforeAll, afterAll });
/** 2025-03-30 00:59:30 UTC: half a minute before the clock goes forward. */
const START = 1_743_296_370;
const POINTS = 800_000;
const SECRETS = { memberHash: '', key: 'f'.repeat(64), brokerHash: 'YnJva2VyLXNlY3JldA==' };
let hub: HubFixture;
let owner: Readonly<Record<string, string>>;
let member: Readonly<Record<string, string>>;
let power = 0;
let halfHours = 0;

beforeAll(async () => {
  hub = await HubFixture.prepare(services());
  const { socket, user, name } = services().database;
  const database = openDatabase({ socketPath: socket, user, name });
  database.start();
  await waitFor(() => database.opened(), { what: 'the database' });
  SECRETS.memberHash = await hashSecret('dim cyfrinair');
  await database.addInvitation({ codeHash: 'c'.repeat(64), role: 'member', until: null, expiresAt: 4_000_000_000 });
  await database.acceptInvitation('c'.repeat(64), 'Gwen', SECRETS.memberHash, 0);
  const feeds = await database.ensureFeeds([
    { tag: 'meter', name: 'power', unit: 'W', intervalS: 10, durable: false, account: null },
    { tag: 'cydynni', name: 'use', unit: 'kWh', intervalS: 1800, durable: true, account: null },
  ]);
  [power = 0, halfHours = 0] = feeds.map(({ id }) => id);
  const device = await database.addDevice({
    ...{ type: 'wifi-relay', topic: 'emon/plug', outlet: 0, name: '=HYPERLINK("x")', room: null, account: null },
  });
  await database.addSchedule({ id: 0, deviceId: device.id, rule: '{"energyKWh":2}', standing: '{}', published: null });
  await database.keepBrokerAccount({
    ...{
      username: 'plug-1',
      password: SECRETS.brokerHash,
      salt: 'c2FsdA==',
      iterations: 1,
      rights: '{}',
      shownTo: null,
    },
  });
  await database.keepSummaries('household/daily', [
    { period: '2025-03-30', view: '{"period":"2025-03-30","billPence":81}' },
  ]);
  await database.close();
  mkdirSync(join(hub.dir, 'feeds'), { recursive: true });
  file(power, 10, START, noise());
  file(halfHours, 1800, START - 570, Float32Array.of(0.25, NaN, 0.5));
  await hub.startHub();
  await waitFor(async () => (await hub.get('/health/ready')).ok, { what: 'a ready hub', timeoutMs: 60_000 });
  await makeOwner(services());
  owner = await signIn(hub.url);
  member = await signIn(hub.url, { name: 'Gwen', password: 'dim cyfrinair' });
}, 120_000);
afterAll(() => hub.stop());

/** Packed it is hardly shorter: more than lies between two ends of a connection. */
function noise(): Float32Array {
  const random = seeded(16);
  const points = Float32Array.from({ length: POINTS }, () => random() * 3000);
  points.set([200, NaN, 200.2, 200.3]);
  return points;
}

function file(id: number, intervalS: number, startTime: number, points: Float32Array): void {
  writeFileSync(join(hub.dir, `feeds/${id}.meta`), encodeMeta({ intervalS, startTime }));
  writeFileSync(join(hub.dir, `feeds/${id}.dat`), new Uint8Array(points.buffer));
}

const ask = (path: string, headers: Readonly<Record<string, string>> = owner): Promise<Response> =>
  fetch(`${hub.url}/api/v1/your-data/${path}`, { headers });
const progress = async (): Promise<unknown> => (await ask('export/progress')).json();

it('is for the owner alone', async () => {
  for (const path of ['export', 'export.zip', 'export/progress']) {
    expect(await refusal(await ask(path, {}))).toEqual([401, 'SIGN_IN_NEEDED']);
    expect(await refusal(await ask(path, member))).toEqual([403, 'NOT_ALLOWED']);
  }
  expect(await progress()).toEqual({ state: 'idle', share: 0 });
});

it('holds the readings byte by byte, as tables and with what the database knows, and no secret', async () => {
  expect(await (await ask('export')).json()).toEqual({ feeds: 2, points: POINTS + 3 });
  const answer = await ask('export.zip');
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="cydynni-\d{4}-\d\d-\d\d\.zip"$/);
  const files = await unzipped(Buffer.from(await answer.arrayBuffer()));
  const text = (name: string): string => files.get(name)?.toString() ?? `no ${name}`;
  for (const id of [power, halfHours])
    for (const kind of ['dat', 'meta'])
      expect(files.get(`feed-files/${id}.${kind}`)?.equals(readFileSync(join(hub.dir, `feeds/${id}.${kind}`)))).toBe(
        true,
      );
  const lines = text(`readings/${power}-meter-power.csv`).trimEnd().split('\n');
  expect(lines.length).toBe(POINTS);
  expect(lines.slice(0, 4)).toEqual([
    'instant,local,value',
    '2025-03-30T00:59:30Z,2025-03-30 00:59:30,200',
    '2025-03-30T00:59:50Z,2025-03-30 00:59:50,200.2',
    '2025-03-30T01:00:00Z,2025-03-30 02:00:00,200.3',
  ]);
  expect(JSON.parse(text(`readings/${halfHours}-cydynni-use.json`))).toEqual({
    ...{ feedId: halfHours, unit: 'kWh', intervalS: 1800 },
    points: [
      [START - 570, 0.25],
      [START + 3030, 0.5],
    ],
  });
  expect(JSON.parse(text('tables/people.json'))).toEqual([
    { name: 'Mair', role: 'owner', until: null },
    { name: 'Gwen', role: 'member', until: null },
  ]);
  expect(text('tables/devices.csv')).toContain(`,"'=HYPERLINK(""x"")",`);
  expect(JSON.parse(text('tables/schedules.json'))).toMatchObject([{ rule: { energyKWh: 2 } }]);
  expect(JSON.parse(text('tables/household-daily.json'))).toEqual([{ period: '2025-03-30', billPence: 81 }]);
  expect(JSON.parse(text('tables/settings.json'))).toContainEqual({ setting: 'power cap (W)', value: null });
  for (const [name, bytes] of files)
    for (const secret of Object.values(SECRETS)) expect([name, bytes.includes(secret)]).toEqual([name, false]);
  const tables = [...files.keys()].flatMap((name) => /^tables\/(.*)\.csv$/.exec(name)?.[1] ?? []);
  for (const name of tables) expect(text('README.html').split(`<dt>${name}</dt><dd>`)).toHaveLength(3);
  expect(text('README.html')).not.toContain('<dd></dd>');
  expect(await progress()).toEqual({ state: 'done', share: 1 });
}, 120_000);

it('is one at a time, and ends with who downloads it', async () => {
  const reader = (await ask('export.zip')).body!.getReader();
  await reader.read();
  expect(await progress()).toMatchObject({ state: 'running' });
  expect(await refusal(await ask('export.zip'))).toEqual([409, 'EXPORT_RUNNING']);
  await reader.cancel();
  await waitFor(async () => ((await progress()) as { state: string }).state === 'broken-off', { what: 'its end' });
  const next = await ask('export.zip');
  expect(next.status).toBe(200);
  await next.body!.cancel();
}, 120_000);
