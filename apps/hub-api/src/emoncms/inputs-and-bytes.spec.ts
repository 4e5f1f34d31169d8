import { crc32, deflateSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { cleanUp, folder, Site, START } from './spec/site';

afterAll(cleanUp);

async function shownBy(site: Site, asked: Parameters<Site['ask']>[0]): Promise<unknown> {
  const { body } = await site.ask(asked);
  if (typeof body !== 'string') throw new TypeError('not a text');
  return JSON.parse(body);
}

const NOT_ACCEPTABLE = { success: false, message: '406 Not Acceptable. Route not found' };

describe('what is known of inputs', () => {
  const shown = { time: START, value: 5, processList: 'process__scale:2' };
  it.each<[string, string, unknown]>([
    ['read', 'input/list', [{ id: '3', nodeid: 'tx', name: 'p', description: '', ...shown }]],
    ['read', 'input/get', { tx: { p: shown } }],
    ['read', 'input/get/tx/p', shown],
    ['read', 'input/get?node=tx&name=q', 'Node variable does not exist'],
    ['read', 'input/get/x', 'Node does not exist'],
    ['read', 'input/get/constructor', 'Node does not exist'],
    ['read', 'input/get/tx/constructor', 'Node variable does not exist'],
    ['read', 'input/get_inputs', { tx: { p: { id: '3', processList: 'process__scale:2' } } }],
    ['write', 'input/set?inputid=3&fields={"description":"kettle"}', { success: true, message: 'Field updated' }],
    ['write', 'input/set?inputid=3&fields={"name":"x"}', { success: false, message: 'Field could not be updated' }],
    ['write', 'input/set?inputid=9&fields={"description":"x"}', { success: false, message: 'Input does not exist' }],
    ['write', 'input/delete?inputid=3', 'input deleted'],
    ['write', 'input/delete?inputids=[3,9]', { success: true, message: 'inputs deleted' }],
    ['write', 'input/delete?inputid=9', { success: false, message: 'Input does not exist' }],
    ['write', 'input/constructor', NOT_ACCEPTABLE],
    ['write', 'input/toString', NOT_ACCEPTABLE],
    ['read', 'input/delete?inputid=3', NOT_ACCEPTABLE],
    ['read', 'input/getinputs', { tx: { p: { id: '3', processList: 'process__scale:2' } } }],
    ['write', 'input/process/get?inputid=3', 'process__scale:2'],
    ['write', 'input/process/set?inputid=3&processlist=1:4', { success: true, message: 'Input processlist updated' }],
    ['write', 'input/process/set?inputid=3&processlist=x', { success: false, message: 'no such list' }],
    ['write', 'input/process/reset?inputid=3', { success: true, message: 'Input processlist updated' }],
    ['write', 'input/process/get?inputid=4', { success: false, message: 'Input does not exist' }],
    ['read', 'input/process/get?inputid=3', NOT_ACCEPTABLE],
  ])('%s key, %s', async (auth, path, wanted) => {
    const site = await Site.open(folder(), []);
    expect(await shownBy(site, { path, auth })).toEqual(wanted);
  });
});

/** Other spellings of 3 and of 1, which no program sends. */
const spellings = (id: number) =>
  [
    `0x${id}`,
    `${id}e0`,
    `%2B${id}`,
    `%20${id}`,
    `${id}%20`,
    `0${id}`,
    `${id}.0`,
    `${id}x`,
    `-${id}`,
    `${id}%00`,
    '',
  ] as const;

describe('an id has one spelling', () => {
  it.each(spellings(3))('%j is no input', async (id) => {
    const site = await Site.open(folder(), []);
    for (const path of ['input/delete', 'input/process/get', 'input/process/reset', 'input/set'])
      expect(await shownBy(site, { path: `${path}?inputid=${id}&fields={"description":"x"}`, auth: 'write' })).toEqual({
        success: false,
        message: 'Input does not exist',
      });
    expect(site.inputs).toHaveLength(1);
  });

  it.each(spellings(1))('%j is no feed', async (id) => {
    const site = await Site.open(folder(), ['a']);
    for (const path of ['value', 'timevalue', 'getmeta', 'aget', 'delete', 'clear', 'post', 'data'])
      expect(
        await shownBy(site, { path: `feed/${path}?id=${id}&start=0&end=1&interval=1&time=1&value=1`, auth: 'write' }),
      ).toMatchObject({ success: false, message: expect.stringContaining('not exist') as string });
    expect(await shownBy(site, { path: `feed/fetch?ids=${id},1`, auth: 'read' })).toEqual([false, null]);
  });

  it.each(['[3]', '["3"]', '[9,3]'])('and %s of JSON has it', async (ids) => {
    const site = await Site.open(folder(), []);
    const answer = await shownBy(site, { path: `input/delete?inputids=${ids}`, auth: 'write' });
    expect(answer).toMatchObject({ success: true });
    expect(site.inputs).toEqual([]);
  });

  it.each(['["0x3"]', '[3.5]', '[true]', '[[3]]', '[null]', '{"0":3}'])('and %s of JSON has none', async (ids) => {
    const site = await Site.open(folder(), []);
    const answer = await shownBy(site, { path: `input/delete?inputids=${ids}`, auth: 'write' });
    expect(answer).toEqual({ success: false, message: 'Input does not exist' });
  });
});

describe('names that every object has', () => {
  it('are nodes and inputs like any other', async () => {
    const site = await Site.open(folder(), []);
    const named = (id: number, node: string, name: string) => ({ ...site.inputs[0]!, id, node, name });
    site.inputs.push(named(4, '__proto__', 'polluted'), named(5, 'constructor', '__proto__'));
    const { body } = await site.ask({ path: 'input/get', auth: 'read' });
    expect(body).toContain('"__proto__":{"polluted":');
    expect(Object.keys({}).concat(String(Reflect.get({}, 'polluted')))).toEqual(['undefined']);
    expect(await shownBy(site, { path: 'input/get/constructor/__proto__', auth: 'read' })).toMatchObject({ value: 5 });
  });
});

describe('feeds', () => {
  const open = async () => {
    const site = await Site.open(folder(), ['feed']);
    await site.store.create(1, { intervalS: 10 });
    return site;
  };
  const done = async (site: Site, path: string) => {
    const { status, body } = await site.ask({ path, auth: 'write' });
    return [status, typeof body === 'string' ? (JSON.parse(body) as unknown) : body];
  };

  it('have names by the rule of all names', async () => {
    const site = await open();
    for (const [name, fault] of [
      ['x'.repeat(70), 'it has 70 characters, 64 are the most'],
      ['', 'letters, digits'],
      ['%E2%82%AC', 'letters, digits'],
      [' a', 'letters, digits'],
    ] as const)
      expect(await done(site, `feed/create?tag=t&name=${name}`)).toEqual([
        400,
        { success: false, message: expect.stringContaining(`Invalid feed name: ${fault}`) as string },
      ]);
    expect(await done(site, 'feed/create?tag=meter:1&name=power')).toMatchObject([400, { success: false }]);
    expect(await done(site, 'feed/create?tag=My:tag&name=a:b')).toMatchObject([200, { success: true }]);
    expect(await done(site, 'feed/set?id=1&fields={"name":"renamed"}')).toMatchObject([200, { success: true }]);
    expect(site.feeds[0]?.name).toBe('renamed');
    expect(await done(site, `feed/set?id=1&fields={"name":"${'x'.repeat(70)}"}`)).toMatchObject([400, {}]);
    expect((await site.ask({ path: 'feed/getid?name=renamed', auth: 'read' })).body).toBe('1');
    expect((await site.ask({ path: 'feed/getid?tag=none&name=renamed', auth: 'read' })).body).toBe('false');
    expect(await done(site, 'feed/get?id=1&field=constructor')).toEqual([200, false]);
    expect(await done(site, 'feed/listwithmeta')).toMatchObject([200, [{ id: '1', start_time: 0, interval: 10 }, {}]]);
  });

  it('take history in any order, and say what they did not take', async () => {
    const site = await open();
    const rows = Array.from({ length: 12 }, (_, at) => [START - at * 10, at]);
    expect(await done(site, `feed/insert?id=1&data=${JSON.stringify(rows)}`)).toEqual([200, { success: true }]);
    expect(site.store.meta(1)?.npoints).toBe(12);
    const mixed = [
      [START - 500, 5],
      [START - 400, null],
      ['x', 1],
      [START, 'on'],
      [START + 9999, 1],
    ];
    expect(await done(site, `feed/insert?id=1&data=${JSON.stringify(mixed)}`)).toEqual([
      200,
      {
        success: true,
        message: '4 of 5 rows were not stored: 1 no-value, 1 bad-time, 1 not-numeric, 1 future-stamp',
      },
    ]);
    expect(await site.store.valueAt(1, START - 500)).toBe(5);
    for (const value of ['abc', '', 'NAN', '1,5', '12abc'])
      expect(await done(site, `feed/post?id=1&time=${START}&value=${value}`)).toMatchObject([200, { success: false }]);
    expect(await done(site, `feed/post?id=1&time=soon&value=1`)).toMatchObject([200, { success: false }]);
    expect(await site.store.valueAt(1, START)).toBe(0);
  });

  it('answer differences in CSV, no times where none are asked for, and times in words', async () => {
    const site = await open();
    const days = Array.from({ length: 5 }, (_, day) => [START - (4 - day) * 86_400, day * 2]);
    await done(site, `feed/insert?id=1&data=${JSON.stringify(days)}`);
    const window = `id=1&start=${START - 4 * 86_400}&end=${START - 86_400}&interval=86400`;
    const text = async (path: string): Promise<string> => {
      const { body } = await site.ask({ path, auth: 'read' });
      let all = '';
      for await (const piece of body) all += String(piece);
      return all;
    };
    expect(await text(`feed/data?${window}&delta=1&csv=1`)).toContain(`${START - 4 * 86_400},2.00\n`);
    expect(await text(`feed/data?id=1&start=-4 day&end=now&interval=86400&timeformat=notime`)).toBe('[0,2,4,6,8]');
    const split = await text(`feed/data?${window.replace('86400', 'daily')}&split=[0]&mode=daily&timeformat=notime`);
    expect(JSON.parse(split)).toEqual([[null], [null], [null], [null]]);
    expect(await text(`feed/data?id=1&start=${START - 9e6}&end=${START}&interval=original`)).toContain('limit reached');
    expect(await text(`feed/csvexport?id=1&start=0&end=4e9&interval=1`)).toContain('limit reached (5000000)');
    const skipping = `feed/csvexport?id=1&start=4000000000&end=4300000000&interval=1&skipmissing=1`;
    expect(await text(skipping)).toBe('');
    expect(await text(`feed/data?ids=${'1,'.repeat(200)}1&start=0&end=9&interval=1`)).toContain('more than 100 feeds');
  });
});

describe('who the hub is', () => {
  it.each<[string, string, unknown]>([
    ['read', 'user/getuuid', { success: true, message: '8e7e5ffb-3c2f-4bd0-9b43-3a4f9ad3d2c8' }],
    ['write', 'user/get', expect.objectContaining({ id: '1', timezone: 'Europe/London' })],
    ['read', 'user/get', NOT_ACCEPTABLE],
    ['none', 'user/getuuid', NOT_ACCEPTABLE],
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

  it('upload points a slot apart: gaps stay missing, and what comes late is put in its place', async () => {
    const site = await open();
    expect(await post(site, `feed/upload?id=1&start=${START}&interval=10&npoints=2`, floats(1, 2))).toBe(true);
    expect(await post(site, `feed/upload?id=1&start=${START + 30}&interval=10&npoints=1`, floats(4))).toBe(true);
    expect(await post(site, `feed/upload?id=1&start=${START + 10}&interval=10&npoints=1`, floats(9))).toBe(true);
    expect(await points(site)).toEqual([1, 9, NaN, 4]);
    await site.store.complete();
    expect(await post(site, `feed/upload?id=1&start=${START - 20}&interval=10&npoints=1`, floats(7))).toBe(true);
    expect(await post(site, `feed/upload?id=1&start=${START}&interval=10&npoints=2`, floats(1))).toBe(false);
    await site.store.flush();
    expect(await points(site)).toEqual([7, NaN, 1, 9, NaN, 4]);
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

  it('sync a feed whose start lies inside a slot, and keep it', async () => {
    const site = await open();
    const closed = (bytes: Buffer) => Buffer.concat([bytes, words(crc32(bytes))]);
    const segment = (position: number, ...values: number[]) =>
      Buffer.concat([words(20 + values.length * 4, 1, START + 3, 10, position), floats(...values)]);
    expect(await post(site, 'feed/sync', closed(segment(0, 1, 2)))).toMatchObject({
      success: true,
      updated_feed_meta: [{ start_time: START + 3, npoints: 2 }],
    });
    expect(await post(site, 'feed/sync', closed(segment(8, 3)))).toMatchObject({ success: true });
    expect(await points(site)).toEqual([1, 2, 3]);
    expect(site.store.meta(1)).toMatchObject({ startTime: START + 3, npoints: 3 });
  });

  it('bring bulk data packed with zlib', async () => {
    const packed = deflateSync('[[0,"z",1],[10,"z",2]]');
    const taken = ['z|1=1@-100', 'z|1=2@-90'];
    for (const [path, body] of [
      [`input/bulk?time=${START - 100}&c=1&data=${packed.toString('hex')}`, undefined],
      [`input/bulk?time=${START - 100}&cb=1`, packed.toString('base64')],
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
