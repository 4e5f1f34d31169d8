import { type Asked, describedCalls, documentFaults, type OpenApi, useServices } from '@hub/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import committed from '../../openapi.json';
import { CommunityFixture } from '../spec/community-fixture';

const document = committed as unknown as OpenApi;
const calls = describedCalls(document);
const succeeded = new Set<string>();

const services = useServices({ beforeAll, afterAll });
let server: CommunityFixture;
let callers: readonly Asked[];
beforeAll(async () => {
  server = await CommunityFixture.start(services());
  const cookie = await server.account('mair@example.org');
  const identity = await server.link('mair@example.org', 'h-00000001');
  const authorization = `Bearer ${await server.teamKey()}`;
  callers = [{}, { headers: { authorization } }, { headers: { cookie } }, { identity }];
});
afterAll(() => server.stop());

it('is clean', () => {
  expect(documentFaults(document)).toEqual([]);
});

it.each(calls)('$name answers as described, to everyone who may ask', async (call) => {
  const { name, method, path, body } = call;
  for (const caller of callers) {
    const answer = await server.ask(path, { method, ...(body !== undefined && { body }), ...caller });
    const contentType = String(answer.headers['content-type'] ?? '');
    expect(call.fault({ status: answer.status, contentType, text: answer.text })).toBeUndefined();
    if (answer.status < 300) succeeded.add(name);
  }
});

it('compares enough answers that are no errors', () => {
  expect(succeeded.size).toBeGreaterThan(calls.length / 3);
});
