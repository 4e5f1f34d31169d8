import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { isIP } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { isRenewalDue } from '@hub/domain/provisioning';
import type { Instant } from '@hub/domain/time';

/** Short, since it is renewed by itself: what was copied off a hub ends soon. */
const DAYS = '90';

/**
 * Whether a page's certificate (PEM, with its key or without) was signed by the authority (PEM), is for all these names and
 * addresses, and need not be renewed yet. What cannot be read is not good.
 */
export function isGoodPageCertificate(pem: string, authority: string, hosts: readonly string[], now: Instant): boolean {
  try {
    const certificate = new X509Certificate(pem);
    if (!certificate.verify(new X509Certificate(authority).publicKey)) return false;
    const life = { from: seconds(certificate.validFrom), to: seconds(certificate.validTo) };
    if (life.from > now || isRenewalDue(life, now)) return false;
    return hosts.every((host) => (isIP(host) ? certificate.checkIP(host) : certificate.checkHost(host)) !== undefined);
  } catch {
    return false;
  }
}

/**
 * Key and certificate of the page in one text (PEM), for 90 days from now. `authorityDir` holds `ca.crt` and `ca.key`.
 *
 * @throws Error with what openssl said.
 */
export async function makePageCertificate(authorityDir: string, hosts: readonly string[]): Promise<string> {
  const draft = await mkdtemp(join(tmpdir(), 'page-certificate-'));
  try {
    const [key, certificate] = [join(draft, 'key'), join(draft, 'certificate')];
    const names = hosts.map((host) => `${isIP(host) ? 'IP' : 'DNS'}:${host}`).join(',');
    await promisify(execFile)('openssl', [
      ...['req', '-x509', '-CA', join(authorityDir, 'ca.crt'), '-CAkey', join(authorityDir, 'ca.key'), '-days', DAYS],
      ...['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-noenc', '-keyout', key, '-out', certificate],
      ...['-subj', '/O=CydYnni/CN=cydynni.local', '-addext', 'basicConstraints=critical,CA:FALSE'],
      ...['-addext', 'keyUsage=critical,digitalSignature', '-addext', 'extendedKeyUsage=serverAuth'],
      ...['-addext', `subjectAltName=${names}`],
    ]);
    return (await readFile(key, 'utf8')) + (await readFile(certificate, 'utf8'));
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

const seconds = (text: string): Instant => Math.floor(Date.parse(text) / 1000);
