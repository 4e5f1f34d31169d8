import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findProgram } from './program';
import { ServicesError } from './services-error';

export interface ServerCertificate {
  readonly caFile: string;
  readonly certFile: string;
  readonly keyFile: string;
}

const RENEW_BEFORE_MS = 30 * 86_400_000;
const CA_DAYS = '3650';
const SERVER_DAYS = '825';

/**
 * The broker's certificate for this computer, signed by a certificate authority of its own. Both are made on first
 * use, and again when less than 30 days are left.
 *
 * @throws ServicesError HUB_CERTIFICATE_FAILED with what openssl said.
 */
export async function serverCertificate(dir: string): Promise<ServerCertificate> {
  const files = { caFile: join(dir, 'ca.crt'), certFile: join(dir, 'server.crt'), keyFile: join(dir, 'server.key') };
  if (!lastsAt(files.certFile, Date.now() + RENEW_BEFORE_MS)) await make(dir);
  return files;
}

function lastsAt(certFile: string, timeMs: number): boolean {
  return existsSync(certFile) && Date.parse(new X509Certificate(readFileSync(certFile)).validTo) > timeMs;
}

async function make(dir: string): Promise<void> {
  // Made beside and renamed, so that an interrupted run never leaves a certificate without its key.
  const draft = `${dir}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-noenc'];
  await openssl(draft, [
    ...['req', '-x509', ...key, '-keyout', 'ca.key', '-out', 'ca.crt', '-days', CA_DAYS],
    ...['-subj', '/O=CydYnni Hub/CN=private broker CA', '-addext', 'keyUsage=critical,keyCertSign,cRLSign'],
  ]);
  await openssl(draft, [
    ...['req', '-x509', '-CA', 'ca.crt', '-CAkey', 'ca.key', ...key, '-keyout', 'server.key', '-out', 'server.crt'],
    ...['-days', SERVER_DAYS, '-subj', '/O=CydYnni Hub/CN=localhost', '-addext', 'basicConstraints=critical,CA:FALSE'],
    ...['-addext', 'extendedKeyUsage=serverAuth'],
    ...['-addext', `subjectAltName=DNS:localhost,DNS:cydynni.local,DNS:${hostname()},IP:127.0.0.1,IP:::1`],
  ]);
  rmSync(dir, { recursive: true, force: true });
  renameSync(draft, dir);
}

async function openssl(cwd: string, args: readonly string[]): Promise<void> {
  try {
    await promisify(execFile)(findProgram('openssl', 'openssl'), args, { cwd });
  } catch (error) {
    if (error instanceof ServicesError) throw error;
    throw new ServicesError(
      'HUB_CERTIFICATE_FAILED',
      `openssl could not make the broker's certificate: ${error instanceof Error ? error.message : String(error)}`,
      'Check that openssl is version 3 and the disk is not full.',
    );
  }
}
