import { ErrorBody } from '@hub/contracts';
import { rawRequest, REFUSED_REQUESTS, useServices } from '@hub/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HubFixture } from '../spec/hub-fixture';

const services = useServices({ beforeAll, afterAll });
let hub: HubFixture;
beforeAll(async () => {
  hub = await HubFixture.start(services());
});
afterAll(() => hub.stop());

const long = '1'.repeat(300);
const LONG_PART = [
  'a part of an address that is too long',
  `GET /api/v1/feeds/${long}/data HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`,
  414,
  'ADDRESS_TOO_LONG',
] as const;

describe('what is refused before any route is asked', () => {
  it.each([...REFUSED_REQUESTS, LONG_PART])('%s: in the one form of an error', async (_, text, status, code) => {
    const answer = await rawRequest(hub.url, text);
    expect([answer.status, answer.body]).toEqual([status, expect.stringMatching(/^\{"error":\{/)]);
    const { error } = ErrorBody.parse(JSON.parse(answer.body));
    expect(error.code).toBe(`HUB_${code}`);
    expect(error.message).not.toBe('');
    expect(error.action).not.toBe('');
    expect(answer.head.toLowerCase()).toContain(`x-correlation-id: ${error.correlationId.toLowerCase()}`);
  });

  it('says nothing of a key in the address', async () => {
    const { body } = await rawRequest(
      hub.url,
      'GET /%zz?apikey=0123secret HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
    );
    expect(body).not.toContain('0123secret');
  });

  it('and what waits for 100-continue, or is of HTTP/1.0 without a host, is answered as ever', async () => {
    const continued =
      'POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 2\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{}';
    expect((await rawRequest(hub.url, continued)).status).toBe(100);
    expect((await rawRequest(hub.url, 'GET /health/live HTTP/1.0\r\n\r\n')).status).toBe(200);
  });
});
