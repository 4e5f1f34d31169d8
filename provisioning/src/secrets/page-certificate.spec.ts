import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { keepPageCertificate } from './page-certificate';

const NOW = Math.floor(Date.now() / 1000) + 5;
const HOSTS = ['cydynni.local', '192.168.1.7'];
let dir: string;
const places = () => ({ authorityDir: join(dir, 'tls'), file: join(dir, 'page/page.pem'), owner: undefined });
const serial = () => new X509Certificate(readFileSync(places().file)).serialNumber;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'page-'));
  mkdirSync(places().authorityDir);
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-noenc', '-keyout', 'ca.key'];
  execFileSync('openssl', ['req', '-x509', ...key, '-out', 'ca.crt', '-days', '9125', '-subj', '/CN=This hub'], {
    cwd: places().authorityDir,
    stdio: 'ignore',
  });
});
afterEach(() => rmSync(dir, { recursive: true }));

it('makes one that only its owner may read, and leaves a good one alone', async () => {
  expect(await keepPageCertificate(places(), HOSTS, NOW)).toBe(true);
  expect(statSync(places().file).mode & 0o777).toBe(0o400);
  expect(readdirSync(join(dir, 'page'))).toEqual(['page.pem']);
  const made = serial();
  expect(await keepPageCertificate(places(), HOSTS, NOW)).toBe(false);
  expect(serial()).toBe(made);
});

it('makes another for a new address, near the end, and where the file is torn', async () => {
  await keepPageCertificate(places(), HOSTS, NOW);
  const first = serial();
  expect(await keepPageCertificate(places(), [...HOSTS, '10.0.0.4'], NOW)).toBe(true);
  const second = serial();
  expect(second).not.toBe(first);
  expect(await keepPageCertificate(places(), HOSTS, NOW + 61 * 86_400)).toBe(true);
  expect(serial()).not.toBe(second);
  rmSync(places().file);
  writeFileSync(places().file, 'torn');
  expect(await keepPageCertificate(places(), HOSTS, NOW)).toBe(true);
});

it('without an authority says so, and keeps what is there', async () => {
  await keepPageCertificate(places(), HOSTS, NOW);
  const made = serial();
  rmSync(places().authorityDir, { recursive: true });
  await expect(keepPageCertificate(places(), HOSTS, NOW)).rejects.toThrow();
  expect(serial()).toBe(made);
});
