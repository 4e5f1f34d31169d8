import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type RunCommand } from '../command';
import { syncFolder } from '../files/write-file-atomic';

/** Long, since they are not renewed by hand: a gateway trusts this hub's own authority for the hub's life. */
const DAYS = '9125';
const NAMES = 'subjectAltName=DNS:cydynni.local,DNS:cydynni,DNS:localhost,IP:127.0.0.1';

/**
 * The hub's own certificate authority and the broker's certificate, in the folder; made once, all of it or nothing.
 * Files: ca.crt, ca.key, server.crt, server.key.
 *
 * @throws ProvisioningError HUB_COMMAND_FAILED with what openssl said.
 */
export function makeCertificates(dir: string, run: RunCommand): void {
  if (existsSync(dir)) return;
  const draft = `${dir}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  const at = (name: string): string => join(draft, name);
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-noenc', '-days', DAYS];
  run('openssl', [
    ...['req', '-x509', ...key, '-keyout', at('ca.key'), '-out', at('ca.crt'), '-subj', '/O=CydYnni/CN=This hub'],
    ...['-addext', 'keyUsage=critical,keyCertSign,cRLSign'],
  ]);
  run('openssl', [
    ...['req', '-x509', '-CA', at('ca.crt'), '-CAkey', at('ca.key'), ...key],
    ...['-keyout', at('server.key'), '-out', at('server.crt'), '-subj', '/O=CydYnni/CN=cydynni.local'],
    ...['-addext', 'basicConstraints=critical,CA:FALSE', '-addext', 'extendedKeyUsage=serverAuth', '-addext', NAMES],
  ]);
  // openssl does not sync what it writes.
  run('sync', ['-f', draft]);
  renameSync(draft, dir);
  syncFolder(dirname(dir));
}
