import { generateKeyPairSync, randomBytes, X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { isIP } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mustOpenssl } from './openssl';
import { writeDurably } from './durable-file';
import { type Revoked, revocationIndex } from './revocation-index';

/** A certificate that was made. */
export interface Issued {
  readonly pem: string;
  /** As TLS gives it for the other side's certificate: hexadecimal, capitals. */
  readonly serial: string;
  /** Unix seconds. */
  readonly notAfter: number;
}

export interface Authority {
  readonly certificate: string;
  readonly certificateFile: string;
  readonly revocationFile: string;
  /** A client certificate of this name for the key (PEM), from now for so many days. Nobody else decides what it says. */
  certify(name: string, publicKey: string, days: number): Promise<Issued>;
  /** Key and certificate of this server: as a server under these host names and addresses, and as a client called `name`. */
  ownCertificate(
    name: string,
    hosts: readonly string[],
  ): Promise<{ readonly keyFile: string; readonly certFile: string }>;
  /** Writes the list of certificates that are good no more, for a broker that reads such lists. */
  revoke(revoked: readonly Revoked[]): Promise<void>;
}

const AUTHORITY_DAYS = 7300;
const OWN_DAYS = 825;
const RENEW_BEFORE_MS = 90 * 86_400_000;
const REVOCATION_DAYS = 3650;

/**
 * A certificate authority in a folder (EC P-256); made when it is not there, all of it or nothing.
 *
 * @throws AuthorityError AUTHORITY_FAILED
 */
export async function openAuthority(dir: string, title: string): Promise<Authority> {
  const at = (name: string): string => join(dir, name);
  if (!existsSync(dir)) await make(dir, title);
  const caArgs = ['-CA', at('ca.pem'), '-CAkey', at('ca.key')];
  const sign = async (name: string, publicKey: string, days: number, extensions: readonly string[]) => {
    const pem = await inFolder(async (folder) => {
      await writeDurably(join(folder, 'key.pub'), publicKey);
      await writeDurably(join(folder, 'extensions'), [...COMMON, ...extensions].join('\n'));
      return mustOpenssl([
        ...['x509', '-new', '-force_pubkey', join(folder, 'key.pub'), '-subj', `/CN=${name}`, ...caArgs],
        ...['-set_serial', `0x${serial()}`, '-days', String(days), '-extfile', join(folder, 'extensions')],
      ]);
    });
    return issued(pem);
  };
  return {
    certificate: readFileSync(at('ca.pem'), 'utf8'),
    certificateFile: at('ca.pem'),
    revocationFile: at('crl.pem'),
    certify: (name, publicKey, days) => sign(name, publicKey, days, ['extendedKeyUsage=clientAuth']),
    ownCertificate: async (name, hosts) => {
      const files = { keyFile: at('server.key'), certFile: at('server.pem') };
      const names = hosts.map((host) => (isIP(host) ? `IP:${host}` : `DNS:${host}`));
      if (isGood(files.certFile, hosts)) return files;
      const { publicKey, privateKey } = keyPair();
      const extensions = ['extendedKeyUsage=serverAuth,clientAuth', `subjectAltName=${names.join(',')}`];
      const { pem } = await sign(name, publicKey, OWN_DAYS, extensions);
      // The key first: a certificate that is there always has its key.
      rmSync(files.certFile, { force: true });
      await writeDurably(files.keyFile, privateKey, 0o600);
      await writeDurably(files.certFile, pem);
      return files;
    },
    revoke: (revoked) => writeRevocationList(dir, revoked),
  };
}

const COMMON = [
  'basicConstraints=critical,CA:FALSE',
  'keyUsage=critical,digitalSignature',
  'subjectKeyIdentifier=hash',
  'authorityKeyIdentifier=keyid',
];

async function writeRevocationList(dir: string, revoked: readonly Revoked[]): Promise<void> {
  const list = await inFolder(async (folder) => {
    const [index, conf] = [join(folder, 'index'), join(folder, 'conf')];
    await writeDurably(index, revocationIndex(revoked));
    await writeDurably(conf, `[ca]\ndefault_ca=it\n[it]\ndatabase=${index}\ndefault_md=sha256\n`);
    const keys = ['-cert', join(dir, 'ca.pem'), '-keyfile', join(dir, 'ca.key')];
    return mustOpenssl(['ca', '-gencrl', '-config', conf, ...keys, '-crldays', String(REVOCATION_DAYS)]);
  });
  await writeDurably(join(dir, 'crl.pem'), list);
}

/** Made beside and renamed, so that an interrupted run leaves nothing. */
async function make(dir: string, title: string): Promise<void> {
  const draft = `${dir}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  const key = join(draft, 'ca.key');
  await writeDurably(key, keyPair().privateKey, 0o600);
  const pem = await mustOpenssl([
    ...['req', '-x509', '-key', key, '-days', String(AUTHORITY_DAYS), '-subj', `/O=CydYnni/CN=${title}`],
    ...['-addext', 'basicConstraints=critical,CA:TRUE,pathlen:0', '-addext', 'keyUsage=critical,keyCertSign,cRLSign'],
  ]);
  await writeDurably(join(draft, 'ca.pem'), pem);
  // A broker that reads the list does not start without one.
  await writeRevocationList(draft, []);
  renameSync(draft, dir);
}

const keyPair = () =>
  generateKeyPairSync('ec', {
    namedCurve: 'prime256v1',
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });

/** 127 random bits: positive, and never two the same. */
function serial(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes.toString('hex');
}

function issued(pem: string): Issued {
  const certificate = new X509Certificate(pem);
  const notAfter = Math.floor(Date.parse(certificate.validTo) / 1000);
  return { pem: certificate.toString(), serial: certificate.serialNumber, notAfter };
}

function isGood(certFile: string, hosts: readonly string[]): boolean {
  if (!existsSync(certFile)) return false;
  const certificate = new X509Certificate(readFileSync(certFile));
  const named = hosts.every(
    (host) => (isIP(host) ? certificate.checkIP(host) : certificate.checkHost(host)) !== undefined,
  );
  return named && Date.parse(certificate.validTo) - RENEW_BEFORE_MS > Date.now();
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'authority-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
