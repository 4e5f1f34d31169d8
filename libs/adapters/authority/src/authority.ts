import { type webcrypto, X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { AuthorityError } from './authority-error';
import { writeDurably } from './durable-file';
import { newKeys, newSerial, SIGNATURE, signingKey, verifyingKey } from './keys';
import { type Revoked, revocationList } from './revocation-list';
import * as x509 from './x509';

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
  /** A client certificate of this name for the key (PEM), from now for so many days. The request decides nothing of what it says. */
  certify(name: string, publicKey: string, days: number): Promise<Issued>;
  /** Key and certificate of this server: as a server under these host names and addresses, and as a client called `name`. */
  ownCertificate(
    name: string,
    hosts: readonly string[],
  ): Promise<{ readonly keyFile: string; readonly certFile: string }>;
  /** Writes the list of certificates that are no longer valid, for a broker that reads such lists. */
  revoke(revoked: readonly Revoked[]): Promise<void>;
}

const AUTHORITY_DAYS = 7300;
const OWN_DAYS = 825;
const DAY_MS = 86_400_000;
const RENEW_BEFORE_MS = 90 * DAY_MS;

/**
 * A certificate authority in a folder (EC P-256); made when it is not there, all of it or nothing.
 *
 * @throws AuthorityError AUTHORITY_FAILED
 */
export async function openAuthority(dir: string, title: string): Promise<Authority> {
  const at = (name: string): string => join(dir, name);
  if (!existsSync(dir)) await make(dir, title);
  const { certificate, issuer, key } = await read(dir);
  const sign = (name: string, publicKey: string, days: number, extensions: readonly x509.Extension[]) =>
    issue({ issuer, key, name, publicKey, days, extensions });
  return {
    certificate,
    certificateFile: at('ca.pem'),
    revocationFile: at('crl.pem'),
    certify: (name, publicKey, days) => sign(name, publicKey, days, [usable(CLIENT)]),
    ownCertificate: async (name, hosts) => {
      const files = { keyFile: at('server.key'), certFile: at('server.pem') };
      if (isGood(files.certFile, hosts)) return files;
      const { publicKey, privateKey } = newKeys();
      const named = hosts.map((value) => ({ type: isIP(value) ? ('ip' as const) : ('dns' as const), value }));
      const extensions = [usable(SERVER, CLIENT), new x509.SubjectAlternativeNameExtension(named)];
      const { pem } = await sign(name, publicKey, OWN_DAYS, extensions);
      // The key first: a certificate that is there always has its key.
      rmSync(files.certFile, { force: true });
      await writeDurably(files.keyFile, privateKey, 0o600);
      await writeDurably(files.certFile, pem);
      return files;
    },
    revoke: async (revoked) => writeDurably(at('crl.pem'), await revocationList(issuer, key, revoked)),
  };
}

const { clientAuth: CLIENT, serverAuth: SERVER } = x509.ExtendedKeyUsage;
const usable = (...purposes: string[]) => new x509.ExtendedKeyUsageExtension(purposes);

async function read(dir: string) {
  try {
    const certificate = readFileSync(join(dir, 'ca.pem'), 'utf8');
    const key = await signingKey(readFileSync(join(dir, 'ca.key'), 'utf8'));
    return { certificate, issuer: new x509.X509Certificate(certificate), key };
  } catch (error) {
    throw new AuthorityError(
      'AUTHORITY_FAILED',
      `The authority in ${dir} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      'Bring its folder back from a backup: certificates of another authority are refused by every hub.',
    );
  }
}

interface Order {
  readonly issuer: x509.X509Certificate;
  readonly key: webcrypto.CryptoKey;
  readonly name: string;
  readonly publicKey: string;
  readonly days: number;
  readonly extensions: readonly x509.Extension[];
}

async function issue({ issuer, key, name, publicKey, days, extensions }: Order): Promise<Issued> {
  const notBefore = thisSecond();
  const subjectKey = await verifyingKey(publicKey);
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: newSerial(),
    subject: [{ CN: [name] }],
    issuer: issuer.subjectName,
    notBefore,
    notAfter: new Date(notBefore.getTime() + days * DAY_MS),
    publicKey: subjectKey,
    signingKey: key,
    signingAlgorithm: SIGNATURE,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      await x509.SubjectKeyIdentifierExtension.create(subjectKey),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey),
      ...extensions,
    ],
  });
  return {
    pem: `${certificate.toString('pem')}\n`,
    serial: certificate.serialNumber.toUpperCase(),
    notAfter: Math.floor(certificate.notAfter.getTime() / 1000),
  };
}

/** Certificates know no smaller unit. */
const thisSecond = (): Date => new Date(Math.floor(Date.now() / 1000) * 1000);

/** Made beside and renamed, so that an interrupted run leaves nothing. */
async function make(dir: string, title: string): Promise<void> {
  const draft = `${dir}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  const { privateKey, publicKey } = newKeys();
  await writeDurably(join(draft, 'ca.key'), privateKey, 0o600);
  const [key, own] = [await signingKey(privateKey), await verifyingKey(publicKey)];
  const notBefore = thisSecond();
  const authority = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: newSerial(),
    name: [{ O: ['CydYnni'] }, { CN: [title] }],
    notBefore,
    notAfter: new Date(notBefore.getTime() + AUTHORITY_DAYS * DAY_MS),
    keys: { privateKey: key, publicKey: own },
    signingAlgorithm: SIGNATURE,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(own),
    ],
  });
  await writeDurably(join(draft, 'ca.pem'), `${authority.toString('pem')}\n`);
  // A broker that reads the list does not start without one.
  await writeDurably(join(draft, 'crl.pem'), await revocationList(authority, key, []));
  renameSync(draft, dir);
}

function isGood(certFile: string, hosts: readonly string[]): boolean {
  if (!existsSync(certFile)) return false;
  const certificate = new X509Certificate(readFileSync(certFile));
  const named = hosts.every(
    (host) => (isIP(host) ? certificate.checkIP(host) : certificate.checkHost(host)) !== undefined,
  );
  return named && Date.parse(certificate.validTo) - RENEW_BEFORE_MS > Date.now();
}
