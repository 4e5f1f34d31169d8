import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isGoodPageCertificate, makePageCertificate } from './page-certificate';

const HOSTS = ['cydynni.local', '192.168.1.7', 'fd00::7'];
const DAY_S = 86_400;
let dir: string;
let authority: string;
let pem: string;
let madeAt: number;

function makeAuthority(): string {
  const folder = mkdtempSync(join(tmpdir(), 'authority-'));
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-noenc'];
  const files = ['-keyout', 'ca.key', '-out', 'ca.crt', '-days', '9125'];
  execFileSync('openssl', ['req', '-x509', ...key, ...files, '-subj', '/CN=This hub'], {
    cwd: folder,
    stdio: 'ignore',
  });
  return folder;
}

beforeAll(async () => {
  dir = makeAuthority();
  authority = readFileSync(join(dir, 'ca.crt'), 'utf8');
  pem = await makePageCertificate(dir, HOSTS);
  madeAt = Date.parse(new X509Certificate(pem).validFrom) / 1000;
});
afterAll(() => rmSync(dir, { recursive: true }));

it('is one text with the key, for a server alone, and leaves nothing beside the authority', () => {
  const certificate = new X509Certificate(pem);
  expect(pem).toContain('PRIVATE KEY-----');
  expect(certificate.ca).toBe(false);
  expect(certificate.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
  expect(readdirSync(dir).sort()).toEqual(['ca.crt', 'ca.key']);
});

it.each([
  ['at once', 0, true],
  ['after 59 days', 59, true],
  ['after 61 days: it is renewed a month before its end', 61, false],
  ['after its end', 91, false],
  ['before it was made, by a clock that was set back', -1, false],
])('is good %s: %j', (_, days, good) => {
  expect(isGoodPageCertificate(pem, authority, HOSTS, madeAt + days * DAY_S)).toBe(good);
});

it('is not good for an address or a name more, nor of another authority', () => {
  expect(isGoodPageCertificate(pem, authority, [...HOSTS, '192.168.1.8'], madeAt)).toBe(false);
  expect(isGoodPageCertificate(pem, authority, [...HOSTS, 'desk.local'], madeAt)).toBe(false);
  const other = makeAuthority();
  expect(isGoodPageCertificate(pem, readFileSync(join(other, 'ca.crt'), 'utf8'), HOSTS, madeAt)).toBe(false);
  rmSync(other, { recursive: true });
});

it.each(['', 'none', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'])('%j is not good', (text) => {
  expect(isGoodPageCertificate(text, authority, HOSTS, madeAt)).toBe(false);
  expect(isGoodPageCertificate(pem, text, HOSTS, madeAt)).toBe(false);
});

it('says what openssl could not do', async () => {
  await expect(makePageCertificate('/nowhere', HOSTS)).rejects.toThrow(/nowhere/);
});
