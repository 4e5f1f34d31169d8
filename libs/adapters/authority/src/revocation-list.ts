import type { webcrypto } from 'node:crypto';
import { SIGNATURE } from './keys';
import { PemConverter, type X509Certificate, X509CrlGenerator, X509CrlReason } from './x509';

/** A certificate that is no longer valid. Times are unix seconds. */
export interface Revoked {
  readonly serial: string;
  readonly revokedAt: number;
  readonly notAfter: number;
}

const DAYS = 3650;

/** The list (PEM) for a broker that reads such lists, signed with the authority's key. */
export async function revocationList(
  authority: X509Certificate,
  key: webcrypto.CryptoKey,
  revoked: readonly Revoked[],
): Promise<string> {
  const now = Date.now();
  const list = await X509CrlGenerator.create({
    issuer: authority.subjectName,
    thisUpdate: new Date(now),
    nextUpdate: new Date(now + DAYS * 86_400_000),
    entries: revoked.map(({ serial, revokedAt }) => ({
      serialNumber: serial,
      revocationDate: new Date(revokedAt * 1000),
      // The library writes an empty list of extensions where there is no reason, which openssl does not read.
      reason: X509CrlReason.cessationOfOperation,
    })),
    signingAlgorithm: SIGNATURE,
    signingKey: key,
  });
  // The library calls it CRL, which openssl does not know.
  return `${PemConverter.encode(list.rawData, 'X509 CRL')}\n`;
}
