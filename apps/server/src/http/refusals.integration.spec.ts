import { ErrorBody } from '@hub/contracts';
import { rawRequest, REFUSED_REQUESTS, useServices } from '@hub/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CommunityFixture } from '../spec/community-fixture';

const services = useServices({ beforeAll, afterAll });
let club: CommunityFixture;
beforeAll(async () => {
  club = await CommunityFixture.start(services());
});
afterAll(() => club.stop());

const ask = async (text: string) => {
  const { status, head, body } = await rawRequest(club.url, text, club.ca);
  return { status, head, body, error: status < 400 ? undefined : ErrorBody.parse(JSON.parse(body)).error };
};
const lines = (...given: string[]) => [...given, 'Connection: close', '', ''].join('\r\n');

const long = '1'.repeat(300);
const LONG_PART = [
  'a part of an address that is too long',
  `GET /api/v1/series/${long}/data HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`,
  414,
  'ADDRESS_TOO_LONG',
] as const;

describe('what is refused before any route is asked', () => {
  it.each([...REFUSED_REQUESTS, LONG_PART])('%s: in the one form of an error', async (_, text, status, code) => {
    const { error, head, ...answer } = await ask(text);
    expect([answer.status, error?.code]).toEqual([status, `SERVER_${code}`]);
    expect(error?.action).not.toBe('');
    expect(head.toLowerCase()).toContain(`x-correlation-id: ${error?.correlationId.toLowerCase()}`);
  });
});

describe('the name of a request', () => {
  const OWN = 'Host: localhost';
  const FOREIGN = 'Host: rebind.evil.example';
  const PATH = '/api/v1/club/daily';

  it.each([
    ['a foreign one', [`GET ${PATH} HTTP/1.1`, FOREIGN]],
    ['a foreign one, for the page', ['GET / HTTP/1.1', FOREIGN]],
    ['a foreign one behind its own', [`GET ${PATH} HTTP/1.1`, OWN, FOREIGN]],
    ['a foreign one before its own', [`GET ${PATH} HTTP/1.1`, FOREIGN, OWN]],
    ['a foreign one in a whole address', [`GET http://rebind.evil.example${PATH} HTTP/1.1`, OWN]],
    ['a foreign one after a name in it', [`GET https://localhost@rebind.evil.example${PATH} HTTP/1.1`, OWN]],
    ['its own only in what proxies add', [`GET ${PATH} HTTP/1.1`, FOREIGN, 'X-Forwarded-Host: localhost']],
    ['one that begins as its own', [`GET ${PATH} HTTP/1.1`, 'Host: club.example.evil.example']],
  ])('%s is refused', async (_, request) => {
    const { status, error } = await ask(lines(...request));
    expect([status, error?.code]).toEqual([421, 'SERVER_UNKNOWN_HOST']);
  });

  it.each([
    'localhost',
    'LOCALHOST:8443',
    '127.0.0.1',
    '127.0.0.1:41000',
    '[::1]:443',
    'club.example',
    'club.example:443',
  ])('%s is the server’s', async (host) => {
    expect((await ask(lines('GET /health/live HTTP/1.1', `Host: ${host}`))).status).toBe(200);
    expect((await ask(lines(`GET https://${host}/health/live HTTP/1.1`, OWN))).status).toBe(200);
  });

  it('may be one of the certificate by which the server is reached', async () => {
    const other = await CommunityFixture.start(services(), { publicCertificate: true });
    try {
      const answer = await rawRequest(other.url, lines('GET /health/live HTTP/1.1', 'Host: localhost'), other.ca);
      expect(answer.status).toBe(200);
    } finally {
      await other.stop();
    }
  });
});
