import { describedCalls, documentFaults, type OpenApi, useServices } from '@hub/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import committed from '../../openapi.json';
import { HubFixture } from '../spec/hub-fixture';
import { makeOwner, signIn } from '../spec/owner';

const document = committed as unknown as OpenApi;
const calls = describedCalls(document);
const succeeded = new Set<string>();

const services = useServices({ beforeAll, afterAll });
let hub: HubFixture;
beforeAll(async () => {
  hub = await HubFixture.start(services());
  await makeOwner(services());
});
afterAll(() => hub.stop());

it('is clean', () => {
  expect(documentFaults(document)).toEqual([]);
});

it.each(calls)(
  '$name answers as described, to someone who is not signed in and to the owner',
  async ({ name, method, path, ...call }) => {
    const owner = await signIn(hub.url);
    for (const who of [{}, owner]) {
      const answer = await fetch(hub.url + path, {
        method,
        headers: { ...who, ...(call.contentType !== undefined && { 'content-type': call.contentType }) },
        ...(call.contentType !== undefined && { body: call.body === undefined ? '' : JSON.stringify(call.body) }),
      });
      const contentType = answer.headers.get('content-type') ?? '';
      const isStream = contentType.startsWith('text/event-stream');
      if (isStream) await answer.body?.cancel();
      const text = isStream ? '' : await answer.text();
      expect(call.fault({ status: answer.status, contentType, text })).toBeUndefined();
      if (answer.ok) succeeded.add(name);
    }
  },
);

it('compares enough answers that are no errors', () => {
  expect(succeeded.size).toBeGreaterThan(calls.length / 3);
});
