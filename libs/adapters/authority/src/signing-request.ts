import { createPublicKey, type KeyObject } from 'node:crypto';
import { AuthorityError } from './authority-error';
import { PemConverter, Pkcs10CertificateRequest } from './x509';

/** A request for a key on P-256 has about 500 characters. */
const LONGEST = 16_384;
const HEADERS = new Set(['CERTIFICATE REQUEST', 'NEW CERTIFICATE REQUEST']);

/**
 * The public key (PEM) of a request (PEM, PKCS#10) that is signed with its own private key. Nothing else of the request is used.
 *
 * @throws AuthorityError SIGNING_REQUEST_UNREADABLE, SIGNING_REQUEST_FORGED, SIGNING_REQUEST_KEY_TYPE
 */
export async function publicKeyOfRequest(pem: string): Promise<string> {
  const { request, key } = read(pem);
  if (key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') {
    throw new AuthorityError(
      'SIGNING_REQUEST_KEY_TYPE',
      'The key is not on the curve P-256.',
      'Make an EC key on P-256.',
    );
  }
  if (!(await isSigned(request))) {
    throw new AuthorityError(
      'SIGNING_REQUEST_FORGED',
      'The request is not signed with the key that it names.',
      'Sign the request with the private key of its own public key.',
    );
  }
  return key.export({ type: 'spki', format: 'pem' }).toString();
}

function read(pem: string): { request: Pkcs10CertificateRequest; key: KeyObject } {
  try {
    const request = new Pkcs10CertificateRequest(bytesOf(pem));
    const key = createPublicKey({ key: Buffer.from(request.publicKey.rawData), type: 'spki', format: 'der' });
    return { request, key };
  } catch {
    throw new AuthorityError(
      'SIGNING_REQUEST_UNREADABLE',
      'This is no certificate request.',
      'Send a PKCS#10 request as PEM.',
    );
  }
}

function bytesOf(pem: string): ArrayBuffer {
  const [block] = pem.length > LONGEST ? [] : PemConverter.decodeWithHeaders(pem);
  if (!block || !HEADERS.has(block.type)) throw new TypeError('no request');
  return block.rawData;
}

/** What cannot be read as a signature is none. */
const isSigned = (request: Pkcs10CertificateRequest): Promise<boolean> => request.verify().catch(() => false);
