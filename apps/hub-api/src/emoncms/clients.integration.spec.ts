import { createCipheriv, createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { useServices, waitFor } from '@hub/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gridTime, type HubFixture } from '../spec/hub-fixture';
import { OWNER, signIn, startOwnedHub } from '../spec/owner';

const services = useServices({ beforeAll, afterAll });
let hub: HubFixture;
let keys: { readonly read: string; readonly write: string; readonly sealing: string };
beforeAll(async () => {
  const { hub: started, owner } = await startOwnedHub(services());
  hub = started;
  const make = async (role: string, sealing = false): Promise<string> => {
    const headers = { 'content-type': 'application/json', ...owner };
    const body = JSON.stringify({ role, sealing });
    const answer = await fetch(`${hub.url}/api/v1/api-keys`, { method: 'POST', headers, body });
    return ((await answer.json()) as { key: string }).key;
  };
  keys = { read: await make('read'), write: await make('write'), sealing: await make('write', true) };
});
afterAll(() => hub.stop());

/** Sends a request as its bytes are, and returns status and body of the answer. */
async function send(lines: readonly string[], body = ''): Promise<{ status: number; body: string }> {
  const socket = connect(Number(new URL(hub.url).port), '127.0.0.1');
  let text = '';
  socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
  socket.write(`${[...lines, 'Host: 127.0.0.1', 'Connection: close', '', ''].join('\r\n')}${body}`);
  await once(socket, 'close');
  const [head = '', ...rest] = text.split('\r\n\r\n');
  return { status: Number(head.split(' ')[1]), body: rest.join('\r\n\r\n') };
}
const arrived = (node: string, name: string, value: number) =>
  waitFor(async () => (await hub.input(node, name))?.value === value, { what: `${node}/${name} = ${value}` });

describe('clients as they are', () => {
  it('emonhub, with an address that ends in a slash', async () => {
    const body = `data=${encodeURIComponent('[[0,"hub",1.5]]')}&sentat=0&apikey=${keys.write}`;
    const head = ['Content-Type: application/x-www-form-urlencoded', `Content-Length: ${body.length}`];
    expect(await send(['POST //input/bulk.json HTTP/1.1', ...head], body)).toEqual({ status: 200, body: 'ok' });
    await arrived('hub', '1', 1.5);
    expect(await send([`GET //emoncms//input/post?node=hub&csv=2&apikey=${keys.write} HTTP/1.1`])).toEqual({
      status: 200,
      body: 'ok',
    });
  });

  it('Node-RED, which begins its parameters with &', async () => {
    await hub.log('red', 'x');
    await send([`GET /input/post?node=red&json={x:7}&apikey=${keys.write} HTTP/1.1`]);
    await waitFor(async () => (await hub.feed('red', 'x'))?.last?.value === 7, { what: 'the feed' });
    const { id = 0 } = (await hub.feed('red', 'x')) ?? {};
    const answer = await send([`GET /feed/aget.json&apikey=${keys.read}&id=${id} HTTP/1.1`]);
    expect([answer.status, answer.body]).toEqual([200, expect.stringContaining('"name":"x"') as string]);
  });

  it('PHP and curl -F, whose forms come in parts', async () => {
    const part = (name: string, value: string) =>
      `--X\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    const body = `${part('apikey', keys.write)}${part('node', 'php')}${part('json', '{a:4}')}--X--\r\n`;
    const head = ['Content-Type: multipart/form-data; boundary=X', `Content-Length: ${body.length}`];
    expect(await send(['POST /input/post HTTP/1.1', ...head], body)).toEqual({ status: 200, body: 'ok' });
    await arrived('php', 'a', 4);
    expect((await send(['POST /input/post HTTP/1.1', ...head], body.replaceAll('--X', '--Y'))).status).toBe(400);
  });

  it('a sender that names no type of its body', async () => {
    const body = `node=bare&csv=9&apikey=${keys.write}`;
    expect(await send(['POST /input/post HTTP/1.1', `Content-Length: ${body.length}`], body)).toEqual({
      status: 200,
      body: 'ok',
    });
    await arrived('bare', '1', 9);
  });

  it('IoTaWatt, which compares the proof letter by letter', async () => {
    const text = 'node=iotawatt&data={p:5}';
    const key = Buffer.from(keys.sealing, 'hex');
    const iv = Buffer.alloc(16, 7);
    const cipher = createCipheriv('aes-128-cbc', key, iv);
    const body = Buffer.concat([iv, cipher.update(text), cipher.final()]).toString('base64url');
    const proof = createHash('sha256').update(text).digest('base64').replaceAll('+', '-').replaceAll('/', '_');
    const signed = createHmac('sha256', key).update(text).digest('hex');
    const head = ['Content-Type: aes128cbc', `Authorization: 1:${signed}`, `Content-Length: ${body.length}`];
    expect(await send(['POST /input/post HTTP/1.1', ...head], body)).toEqual({ status: 200, body: proof });
    expect(proof).toMatch(/^[\w-]{43}=$/);
  });

  it("another emoncms's sync module, from its password to the page", async () => {
    const form = new URLSearchParams({ username: OWNER.name, password: OWNER.password });
    const auth = async (body: URLSearchParams) =>
      (await (await fetch(`${hub.url}/user/auth.json`, { method: 'POST', body })).json()) as Record<string, unknown>;
    const { success, apikey_write: key } = await auth(form);
    expect([success, typeof key]).toEqual([true, 'string']);
    expect(await auth(new URLSearchParams({ username: 'Mair', password: 'x' }))).toMatchObject({ success: false });
    const get = async (path: string) => (await fetch(`${hub.url}/${path}&apikey=${String(key)}`)).json();
    expect(await get('user/get.json?x=1')).toMatchObject({ id: '1', apikey_write: key });
    const made = `feed/create.json?tag=house&name=solar&unit=W&options=${encodeURIComponent('{"interval":10}')}`;
    const { feedid } = (await get(made)) as { feedid: number };
    const start = gridTime(3600);
    const points = Buffer.from(Float32Array.of(1, 2, 3).buffer);
    const upload = `${hub.url}/feed/upload.json?id=${feedid}&start=${start}&interval=10&npoints=3&apikey=${String(key)}`;
    expect(await (await fetch(upload, { method: 'POST', body: new Uint8Array(points) })).json()).toBe(true);
    expect(await get('feed/listwithmeta.json?x=1')).toContainEqual(
      expect.objectContaining({ id: String(feedid), start_time: start, interval: 10 }),
    );
    expect(await hub.feed('house', 'solar')).toMatchObject({ points: 3, last: { value: 3 } });
  });

  it('Home Assistant, which wants a stable id', async () => {
    const uuid = async () => (await fetch(`${hub.url}/user/getuuid.json?apikey=${keys.read}`)).json();
    const first = (await uuid()) as { success: boolean; message: string };
    expect(first).toEqual({ success: true, message: expect.stringMatching(/^[0-9a-f-]{36}$/) as string });
    expect(await uuid()).toEqual(first);
  });
});

describe('names that every object has', () => {
  it('over both transports leave signing in and reading as they were', async () => {
    await hub.publisher.publish('emon/__proto__/polluted', '1');
    await fetch(`${hub.url}/input/post?node=constructor&json={__proto__:2}&apikey=${keys.write}`);
    await arrived('constructor', '__proto__', 2);
    await arrived('__proto__', 'polluted', 1);
    expect((await fetch(`${hub.url}/input/get?apikey=${keys.read}`)).status).toBe(200);
    expect(await signIn(hub.url)).toMatchObject({ cookie: expect.any(String) as string });
    expect((await fetch(`${hub.url}/input/post?node=n&csv=1&apikey=${keys.write}`)).status).toBe(200);
  });
});

describe('names that no table can hold', () => {
  it('cost their own values only, are not tried again, and new inputs go on', async () => {
    const bad = Object.fromEntries(Array.from({ length: 120 }, (_, at) => [`${'x'.repeat(70)}${at}`, at]));
    await hub.publisher.publish('emon/long', JSON.stringify({ ...bad, good: 3 }));
    await arrived('long', 'good', 3);
    await hub.publisher.publish('emon/after', JSON.stringify({ fine: 4, 'temp ': 21, temp: 22 }));
    await arrived('after', 'fine', 4);
    await arrived('after', 'temp', 22);
    const { ingest, checks } = await hub.health();
    expect([ingest.buffered.points, ingest.rejected['bad-name'], checks.inputs.status]).toEqual([0, 120, 'ok']);
  });
});

describe('a device that invents names', () => {
  it('finds no room beyond its own; a meter does, and the health says so', async () => {
    for (let from = 0; from < 1000; from += 100) {
      const names = Object.fromEntries(Array.from({ length: 100 }, (_, at) => [`n${from + at}`, at]));
      await hub.publisher.publish('emon/inventor', JSON.stringify(names));
    }
    await hub.publisher.publish('cydynni/meter/Q1/live', JSON.stringify({ time: gridTime(0), power: 321 }));
    await arrived('meter:Q1', 'power', 321);
    const { inputs } = (await (await hub.get('/api/v1/inputs')).json()) as { inputs: { node: string }[] };
    expect(inputs.filter(({ node }) => node === 'inventor')).toHaveLength(128);
    const { status, checks } = await hub.health();
    expect([status, checks.inputs.detail]).toEqual([
      'degraded',
      expect.stringContaining('HUB_TOO_MANY_INPUTS') as string,
    ]);
    const cleaned = await fetch(`${hub.url}/input/clean?apikey=${keys.write}`);
    expect(await cleaned.text()).toMatch(/^Deleted 1\d\d inputs$/);
  });
});

describe('a query of a window without end', () => {
  it('is clamped to the feed, and answers at once', async () => {
    await hub.publisher.publish('cydynni/meter/Q2/live', JSON.stringify({ time: gridTime(60), power: 1 }));
    await waitFor(async () => (await hub.feed('meter:Q2', 'power')) !== undefined, { what: 'the feed' });
    const { id = 0 } = (await hub.feed('meter:Q2', 'power')) ?? {};
    const window = 'start=4000000000&end=4300000000&interval=1&skipmissing=1&format=csv';
    expect(await (await hub.get(`/api/v1/feeds/${id}/data?${window}`)).text()).toBe('instant,local,value\n');
    const all = await hub.get(`/api/v1/feeds/${id}/data?${window.replace('&skipmissing=1', '')}`);
    expect(all.status).toBe(400);
  });
});
