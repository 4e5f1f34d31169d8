import { execFileSync, spawnSync } from 'node:child_process';
import { createPublicKey, X509Certificate } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Authority, openAuthority } from './authority';
import { AuthorityError } from './authority-error';
import { newKeys } from './keys';
import { publicKeyOfRequest } from './signing-request';

let dir: string;
let authority: Authority;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'authority-spec-'));
  authority = await openAuthority(join(dir, 'ca'), 'CydYnni hubs');
});
afterAll(() => rmSync(dir, { recursive: true }));

function request(subject: string, ...key: string[]): string {
  const args = ['req', '-new', '-newkey', ...key, '-noenc', '-keyout', join(dir, 'any.key'), '-subj', subject];
  return execFileSync('openssl', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}
const P256 = ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'none',
    (error: unknown) => (error instanceof AuthorityError ? error.code : String(error)),
  );

/** The request with one bit of its last bytes, which are the signature, turned over. */
function tampered(pem: string): string {
  const bytes = Buffer.from(pem.replace(/-----.*-----|\n/g, ''), 'base64');
  bytes[bytes.length - 3] = (bytes.at(-3) ?? 0) ^ 1;
  return `-----BEGIN CERTIFICATE REQUEST-----\n${bytes.toString('base64')}\n-----END CERTIFICATE REQUEST-----\n`;
}

/** Whether openssl, as the broker does, takes a certificate with the authority's list beside it. */
function isTaken({ certificateFile, revocationFile }: Authority, pem: string): boolean {
  const args = ['verify', '-CAfile', certificateFile, '-crl_check', '-CRLfile', revocationFile];
  return spawnSync('openssl', args, { input: pem }).status === 0;
}

describe('a signing request', () => {
  it('gives its key and nothing of what it would like to be', async () => {
    const key = await publicKeyOfRequest(request('/O=CydYnni/CN=cydynni-server', ...P256));
    const { pem } = await authority.certify('h-7k3m9x2p', key, 10);
    const certificate = new X509Certificate(pem);
    expect(certificate.subject).toBe('CN=h-7k3m9x2p');
    expect(certificate.publicKey.equals(createPublicKey(key))).toBe(true);
  });

  it('is refused when it is signed with another key, has another kind of key, or is none', async () => {
    const good = request('/CN=x', ...P256);
    expect(await codeOf(publicKeyOfRequest(tampered(good)))).toBe('SIGNING_REQUEST_FORGED');
    expect(await codeOf(publicKeyOfRequest(request('/CN=x', 'rsa:2048')))).toBe('SIGNING_REQUEST_KEY_TYPE');
    expect(await codeOf(publicKeyOfRequest(request('/CN=x', 'ed25519')))).toBe('SIGNING_REQUEST_KEY_TYPE');
    expect(await codeOf(publicKeyOfRequest(request('/CN=x', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-384')))).toBe(
      'SIGNING_REQUEST_KEY_TYPE',
    );
    for (const text of [
      '',
      'x',
      authority.certificate,
      good.slice(0, 200),
      '-----BEGIN CERTIFICATE REQUEST-----\n',
      good + ' '.repeat(20_000),
    ]) {
      expect(await codeOf(publicKeyOfRequest(text))).toBe('SIGNING_REQUEST_UNREADABLE');
    }
  });
});

describe('the authority', () => {
  it('certifies for clients alone, for the days it was told, with a number of its own each time', async () => {
    const key = await publicKeyOfRequest(request('/CN=x', ...P256));
    const [one, two] = [await authority.certify('h-7k3m9x2p', key, 2), await authority.certify('h-7k3m9x2p', key, 2)];
    const certificate = new X509Certificate(one.pem);
    expect(certificate.verify(new X509Certificate(authority.certificate).publicKey)).toBe(true);
    expect(certificate.ca).toBe(false);
    expect(certificate.keyUsage).toEqual(['1.3.6.1.5.5.7.3.2']);
    expect(one.serial).toMatch(/^[4-7][0-9A-F]{31}$/);
    expect(one.serial).not.toBe(two.serial);
    expect(one.notAfter).toBe(Date.parse(certificate.validTo) / 1000);
    expect(Date.parse(certificate.validTo) - Date.parse(certificate.validFrom)).toBe(2 * 86_400_000);
  });

  it('stays the same when it is opened again, and its keys are its own', async () => {
    const again = await openAuthority(join(dir, 'ca'), 'CydYnni hubs');
    expect(again.certificate).toBe(authority.certificate);
    expect(statSync(join(dir, 'ca')).mode & 0o777).toBe(0o700);
    expect(statSync(join(dir, 'ca/ca.key')).mode & 0o777).toBe(0o600);
  });

  it('keeps a server certificate while it names every host, and makes another when it does not', async () => {
    const { certFile, keyFile } = await authority.ownCertificate('cydynni-server', ['localhost', '127.0.0.1', '::1']);
    const first = readFileSync(certFile, 'utf8');
    const certificate = new X509Certificate(first);
    expect([certificate.subject, certificate.checkHost('localhost'), certificate.checkIP('127.0.0.1')]).toEqual([
      'CN=cydynni-server',
      'localhost',
      '127.0.0.1',
    ]);
    expect(statSync(keyFile).mode & 0o777).toBe(0o600);
    await authority.ownCertificate('cydynni-server', ['localhost']);
    expect(readFileSync(certFile, 'utf8')).toBe(first);
    await authority.ownCertificate('cydynni-server', ['cydynni.example']);
    expect(new X509Certificate(readFileSync(certFile)).checkHost('cydynni.example')).toBe('cydynni.example');
    expect(readdirSync(join(dir, 'ca')).filter((name) => name.endsWith('.new'))).toEqual([]);
  });

  it('lists what is revoked, so that openssl refuses it', async () => {
    const key = await publicKeyOfRequest(request('/CN=x', ...P256));
    const [good, bad] = [await authority.certify('h-00000001', key, 2), await authority.certify('h-00000002', key, 2)];
    const now = Math.floor(Date.now() / 1000);
    expect([isTaken(authority, good.pem), isTaken(authority, bad.pem)]).toEqual([true, true]);
    await authority.revoke([{ serial: bad.serial, revokedAt: now - 5, notAfter: bad.notAfter }]);
    expect([isTaken(authority, good.pem), isTaken(authority, bad.pem)]).toEqual([true, false]);
    await authority.revoke([]);
    expect(isTaken(authority, bad.pem)).toBe(true);
  });

  it('goes on with the folder that an earlier release made by openssl', async () => {
    const folder = join(dir, 'earlier');
    mkdirSync(folder);
    const make = ['req', '-x509', '-newkey', ...P256, '-noenc', '-keyout', 'ca.key', '-out', 'ca.pem', '-days', '7300'];
    const title = ['-subj', '/O=CydYnni/CN=Hybiau Ôl', '-addext', 'basicConstraints=critical,CA:TRUE,pathlen:0'];
    execFileSync('openssl', [...make, '-utf8', ...title, '-addext', 'keyUsage=critical,keyCertSign,cRLSign'], {
      cwd: folder,
      stdio: 'ignore',
    });
    const earlier = await openAuthority(folder, 'CydYnni hubs');
    await earlier.revoke([]);
    const { pem, serial, notAfter } = await earlier.certify('h-00000001', newKeys().publicKey, 2);
    expect(new X509Certificate(pem).checkIssued(new X509Certificate(earlier.certificate))).toBe(true);
    expect(isTaken(earlier, pem)).toBe(true);
    await earlier.revoke([{ serial, revokedAt: notAfter - 86_400, notAfter }]);
    expect(isTaken(earlier, pem)).toBe(false);
  });

  it('says so when its own folder is damaged', async () => {
    const folder = join(dir, 'damaged');
    await openAuthority(folder, 'CydYnni hubs');
    writeFileSync(join(folder, 'ca.key'), '');
    expect(await codeOf(openAuthority(folder, 'CydYnni hubs'))).toBe('AUTHORITY_FAILED');
  });
});
