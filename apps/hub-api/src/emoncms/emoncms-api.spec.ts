import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { cleanUp, type Files, folder, Site, type Step } from './spec/site';

/**
 * Answered differently on purpose. H038: an unknown zone is said, not a broken page. H052: `average=1,0` averages the
 * first feed only. H087: a CSV of one feed has its differences too. H125: torn bytes behind the last point are no data. B03 B04 B06 B07: points in memory are like any others.
 * B10: each point keeps the gap mode it came with.
 * HW03 HW08: what is no number is refused, it was 0. HW06: rows in any order are stored, older ones were dropped.
 * HW15: a gap of an upload stays missing. HW16: an upload before the first point is put there, it overwrote points.
 */
const DIFFERENT = [
  'H038',
  'H052',
  'H087',
  'H125',
  'HW03',
  'HW06',
  'HW08',
  'HW15',
  'HW16',
  'B03',
  'B04',
  'B06',
  'B07',
  'B10',
];
const VECTORS = join(import.meta.dirname, '../../../../libs/adapters/feed-store/conformance/vectors');
afterAll(cleanUp);

const read = (name: string) =>
  JSON.parse(gunzipSync(readFileSync(join(VECTORS, `${name}.json.gz`))).toString()) as {
    vectors: { id: string; auth: string; request: Step; expect: Step['expect']; steps: Step[]; expect_file?: Files }[];
    fixtures: Record<string, Files>;
  };
describe('answers of the HTTP API of emoncms', () => {
  it('queries', async () => {
    const { fixtures } = read('fixtures');
    const dir = folder();
    for (const [at, { meta_b64: meta, dat_b64: data }] of Object.values(fixtures).entries()) {
      writeFileSync(join(dir, `${at + 1}.meta`), Buffer.from(meta, 'base64'));
      writeFileSync(join(dir, `${at + 1}.dat`), Buffer.from(data, 'base64'));
    }
    const site = await Site.open(dir, Object.keys(fixtures));
    const different: string[] = [];
    const { vectors } = read('http-queries');
    for (const { id, auth, request, expect: wanted } of vectors) {
      const answered = await site.ask({ ...request, auth }).catch(() => undefined);
      if (answered === undefined || !(await site.fits(answered, wanted))) different.push(id);
    }
    expect(different).toEqual(vectors.map(({ id }) => id).filter((id) => DIFFERENT.includes(id)));
  });

  it.each(['http-writes', 'http-buffered'])('%s', async (name) => {
    const { vectors } = read(name);
    const different: string[] = [];
    for (const { id, steps, expect_file: finalFiles } of vectors) {
      const site = await Site.open(folder(), ['feed']);
      await site.store.create(1, { intervalS: 10 });
      const fitting: boolean[] = [];
      for (const step of steps) {
        if (step.flush === true) await site.store.complete();
        const isLook = step.flush === true || step.file === true;
        fitting.push(isLook ? site.holds(step.expect_file) : await site.fits(await site.ask(step), step.expect));
      }
      await site.store.complete();
      if (!fitting.every(Boolean) || !site.holds(finalFiles)) different.push(id);
    }
    expect(different).toEqual(vectors.map(({ id }) => id).filter((id) => DIFFERENT.includes(id)));
  });
});

describe('inputs', () => {
  it.each<[string, string, string[]]>([
    [
      'input/post?node=tx&fulljson={"a":1,"b":"2.5","time":1699999900}',
      '{"success":true}',
      ['tx|a=1@-100', 'tx|b=2.5@-100'],
    ],
    ['input/post/tx?json={a:1,b:2}', 'ok', ['tx|a=1@0', 'tx|b=2@0']],
    ['input/post.json?node=5&csv=10,20&time=1700000000', 'ok', ['5|1=10@0', '5|2=20@0']],
    ['input/post?node=5&csv=nan,55', 'ok', ['5|2=55@0', '!nan']],
    ['input/post?node=5&csv=', '{"success":false,"message":"nothing of it was taken: no-value"}', ['!no-value']],
    [
      'input/post?node=5&csv=1&time=188',
      '{"success":false,"message":"nothing of it was taken: past-stamp"}',
      ['!past-stamp'],
    ],
    ['input/post?node=', '{"success":false,"message":"Request contains no data via csv, json or data tag"}', []],
    [
      'input/bulk?data=[[0,"a",1],[10,16,{"p":3},null,7]]&time=1699999900',
      'ok',
      ['a|1=1@-100', '16|p=3@-90', '16|2=7@-90'],
    ],
    ['input/bulk?data=[[-10,"a",1],[0,"a",2]]', 'ok', ['a|1=1@-10', 'a|1=2@0']],
    ['input/bulk?data=[[-99999999,"a",1]]&time=1700000000', 'ok', ['!past-stamp']],
    [
      'input/bulk?data=x',
      '{"success":false,"message":"Format error, json string supplied is not valid"}',
      ['!not-json'],
    ],
  ])('%s', async (path, body, messages) => {
    const site = await Site.open(folder(), []);
    expect((await site.ask({ path, auth: 'write' })).body).toBe(body);
    expect(site.taken).toEqual(messages);
  });
});
