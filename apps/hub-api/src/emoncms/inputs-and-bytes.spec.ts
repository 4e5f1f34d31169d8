import { crc32, deflateSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { cleanUp, folder, Site, START } from './spec/site';

afterAll(cleanUp);

async function shownBy(site: Site, asked: Parameters<Site['ask']>[0]): Promise<unknown> {
  const { body } = await site.ask(asked);
  if (typeof body !== 'string') throw new TypeError('not a text');
  return JSON.parse(body);
}

describe('what is known of inputs', () => {
  const shown = { time: START, value: 5, processList: 'process__scale:2' };
  it.each<[string, string, unknown]>([
    ['read', 'input/list', [{ id: '3', nodeid: 'tx', name: 'p', description: '', ...shown }]],
    ['read', 'input/get', { tx: { p: shown } }],
    ['read', 'input/get/tx/p', shown],
    ['read', 'input/get?node=tx&name=q', 'Node variable does not exist'],
    ['read', 'input/get/x', 'Node does not exist'],
    ['read', 'input/getinputs', { tx: { p: { id: '3', processList: 'process__scale:2' } } }],
    ['write', 'input/process/get?inputid=3', 'process__scale:2'],
    ['write', 'input/process/set?inputid=3&processlist=1:4', { success: true, message: 'Input processlist updated' }],
    ['write', 'input/process/set?inputid=3&processlist=x', { success: false, message: 'no such list' }],
    ['write', 'input/process/reset?inputid=3', { success: true, message: 'Input processlist updated' }],
    ['write', 'input/process/get?inputid=4', { success: false, message: 'Input does not exist' }],
    ['read', 'input/process/get?inputid=3', { success: false, message: '406 Not Acceptable. Route not found' }],
  ])('%s key, %s', async (auth, path, wanted) => {
    const site = await Site.open(folder(), []);
    expect(await shownBy(site, { path, auth })).toEqual(wanted);
  });
});

describe('bodies of bytes', () => {
  const floats = (...values: number[]) => Buffer.from(Float32Array.from(values).buffer);
  const words = (...values: number[]) => Buffer.from(Uint32Array.from(values).buffer);
  const post = (site: Site, path: string, body: Buffer) =>
    shownBy(site, { method: 'POST', path, auth: 'write', body_b64: body.toString('base64') });
  const open = async () => {
    const site = await Site.open(folder(), ['feed']);
    await site.store.create(1, { intervalS: 10 });
    return site;
  };
  const points = async (site: Site) => {
    const all: number[] = [];
    for await (const block of site.store.raw(1, 0)) all.push(...block);
    return all;
  };

  it('upload points a slot apart: gaps stay missing, nothing is overwritten before the first', async () => {
    const site = await open();
    expect(await post(site, `feed/upload?id=1&start=${START}&interval=10&npoints=2`, floats(1, 2))).toBe(true);
    expect(await post(site, `feed/upload?id=1&start=${START + 30}&interval=10&npoints=1`, floats(4))).toBe(true);
    expect(await post(site, `feed/upload?id=1&start=${START + 10}&interval=10&npoints=1`, floats(9))).toBe(true);
    expect(await points(site)).toEqual([1, 9, NaN, 4]);
    await site.store.complete();
    expect(await post(site, `feed/upload?id=1&start=${START - 10}&interval=10&npoints=1`, floats(7))).toEqual({
      success: false,
      message: 'the upload starts before the first point of the feed',
    });
    expect(await post(site, `feed/upload?id=1&start=${START}&interval=10&npoints=2`, floats(1))).toBe(false);
    expect(await points(site)).toEqual([1, 9, NaN, 4]);
  });

  it('upload points with their times', async () => {
    const site = await open();
    const pair = (time: number, value: number) => Buffer.concat([words(time), floats(value)]);
    const body = Buffer.concat([pair(START, 1), pair(START + 25, 2)]);
    expect(await post(site, 'feed/upload?id=1&npoints=2', body)).toBe(true);
    expect(await points(site)).toEqual([1, NaN, 2]);
  });

  it('sync feeds from where they stand, and only then', async () => {
    const site = await open();
    const closed = (bytes: Buffer) => Buffer.concat([bytes, words(crc32(bytes))]);
    const segment = (position: number, ...values: number[]) =>
      Buffer.concat([words(20 + values.length * 4, 1, START, 10, position), floats(...values)]);
    const meta = (npoints: number) => ({
      success: true,
      updated_feed_meta: [{ id: 1, interval: 10, start_time: START, npoints, end_time: START + (npoints - 1) * 10 }],
    });
    expect(await post(site, 'feed/sync', closed(segment(0, 1, 2, NaN)))).toEqual(meta(3));
    expect(await post(site, 'feed/sync', closed(segment(12, 4)))).toEqual(meta(4));
    expect(await points(site)).toEqual([1, 2, NaN, 4]);
    const refused = (message: unknown) => ({ success: false, message });
    expect(await post(site, 'feed/sync', segment(16, 5))).toEqual(refused('Invalid checksum'));
    expect(await post(site, 'feed/sync', closed(segment(12, 5)))).toEqual(refused('feed 1: it has 16 bytes, not 12'));
    expect(await post(site, 'feed/sync', closed(words(24, 1, START + 10, 10, 16, 0)))).toEqual(
      refused(`feed 1: it starts at ${START}, not ${START + 10}`),
    );
    expect(await post(site, 'feed/sync', closed(words(24, 7, START, 10, 0, 0)))).toEqual(
      refused('Invalid feedid or access u=1 f=7'),
    );
    expect(await post(site, 'feed/sync', closed(words(2400, 1, START, 10, 16)))).toEqual(
      refused('a segment ends in the middle'),
    );
    expect(await points(site)).toEqual([1, 2, NaN, 4]);
  });

  it('bring bulk data packed with zlib', async () => {
    const packed = deflateSync('[[0,"z",1],[10,"z",2]]');
    const taken = [1, 2].map((value, at) => ({ node: 'z', time: START + at * 10, values: [{ name: '1', value }] }));
    for (const [path, body] of [
      [`input/bulk?time=${START}&c=1&data=${packed.toString('hex')}`, undefined],
      [`input/bulk?time=${START}&cb=1`, packed.toString('base64')],
    ] as const) {
      const site = await Site.open(folder(), []);
      const asked = { method: 'POST', path, auth: 'write', ...(body !== undefined && { body_b64: body }) };
      expect((await site.ask(asked)).body).toBe('ok');
      expect(site.taken).toEqual(taken);
    }
    const bomb = deflateSync(Buffer.alloc(100_000_000)).toString('base64');
    const site = await Site.open(folder(), []);
    const path = 'input/bulk?cb=1';
    expect((await site.ask({ method: 'POST', path, auth: 'write', body_b64: bomb })).body).toContain('not valid');
  });
});
