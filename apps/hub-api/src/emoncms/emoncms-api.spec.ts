import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import type { InputMessage } from './input-parse';
import { cleanUp, type Files, folder, Site, START, type Step } from './spec/site';

/**
 * Answered differently on purpose. H038: an unknown zone is said, not a broken page. H052: `average=1,0` averages the
 * first feed only. H125: torn bytes behind the last point are no data. B03 B04 B06 B07: points in memory are like any others.
 * B10: each point keeps the gap mode it came with.
 * HW15: a gap of an upload stays missing. HW16: an upload before the first point is refused, it overwrote points.
 */
const DIFFERENT = ['H038', 'H052', 'H125', 'HW15', 'HW16', 'B03', 'B04', 'B06', 'B07', 'B10'];
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
  const ask = async (path: string) => {
    const site = await Site.open(folder(), []);
    return { body: (await site.ask({ path, auth: 'write' })).body, taken: site.taken };
  };
  const x = (name: string, value: number) => ({ name, value });

  it.each<[string, string, InputMessage[]]>([
    [
      'input/post?node=tx&fulljson={"a":1,"b":"2.5","time":1700000100}',
      '{"success":true}',
      [{ node: 'tx', time: START + 100, values: [x('a', 1), x('b', 2.5)] }],
    ],
    ['input/post/tx?json={a:1,b:2}', 'ok', [{ node: 'tx', time: START, values: [x('a', 1), x('b', 2)] }]],
    [
      'input/post.json?node=5&csv=10,20&time=1700000000',
      'ok',
      [{ node: '5', time: START, values: [x('1', 10), x('2', 20)] }],
    ],
    [
      'input/bulk?data=[[0,"a",1],[10,16,{"p":3},null]]&time=1700000000',
      'ok',
      [
        { node: 'a', time: START, values: [x('1', 1)] },
        { node: '16', time: START + 10, values: [x('p', 3), x('2', 0)] },
      ],
    ],
    [
      'input/bulk?data=[[-10,"a",1],[0,"a",2]]',
      'ok',
      [
        { node: 'a', time: START - 10, values: [x('1', 1)] },
        { node: 'a', time: START, values: [x('1', 2)] },
      ],
    ],
  ])('%s', async (path, body, messages) => {
    expect(await ask(path)).toEqual({ body, taken: messages });
  });
});
