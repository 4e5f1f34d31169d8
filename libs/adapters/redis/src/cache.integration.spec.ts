import { useServices, waitFor } from '@hub/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Cache, openCache } from './cache';

const services = useServices({ beforeAll, afterAll });
let cache: Cache;
let connections = 0;
beforeAll(async () => {
  cache = openCache({ socketPath: services().redis.socket });
  cache.onConnect(() => (connections += 1));
  cache.start();
  await waitFor(() => cache.connected(), { what: 'a connection' });
});
afterAll(() => cache.close());

it('keeps values and fields of hashes', async () => {
  await cache.set('one', 'value');
  await cache.setFields(
    'many',
    new Map([
      ['a', '1'],
      ['b', '2'],
    ]),
  );
  await cache.setFields('many', new Map());
  expect(await cache.get('one')).toBe('value');
  expect(await cache.get('none')).toBeNull();
  expect(await cache.fields('many')).toEqual({ a: '1', b: '2' });
});

it('forgets what was set for a while only, and what is removed', async () => {
  await cache.setFor('brief', 'value', 1);
  expect(await cache.get('brief')).toBe('value');
  await waitFor(async () => (await cache.get('brief')) === null, { what: 'its end' });
  await cache.setFor('long', 'value', 3600);
  await cache.remove('long');
  expect(await cache.get('long')).toBeNull();
});

it('removes what begins alike, and leaves what does not', async () => {
  const names = Array.from({ length: 3_000 }, (_, number) => `session:${number}`);
  for (const name of names) await cache.set(name, 'Mair');
  await cache.set('sessions', 'another');
  await cache.removeAll('session:', 'session:7');
  expect(await Promise.all([cache.get('session:7'), cache.get('sessions')])).toEqual(['Mair', 'another']);
  const left = await Promise.all(names.map((name) => cache.get(name)));
  expect(left.filter((value) => value !== null)).toHaveLength(1);
  await cache.removeAll('session:');
  expect(await cache.get('session:7')).toBeNull();
});

it('rejects at once while Redis is away, and says when it is back', async () => {
  const before = connections;
  await services().redis.kill();
  await waitFor(() => !cache.connected(), { what: 'the loss' });
  const began = performance.now();
  await expect(cache.set('one', 'x')).rejects.toThrow();
  expect(performance.now() - began).toBeLessThan(1_000);
  await services().redis.start();
  await waitFor(() => connections === before + 1, { what: 'the return' });
  await cache.ping();
});
