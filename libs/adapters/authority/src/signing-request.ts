import { createPublicKey } from 'node:crypto';
import { AuthorityError } from './authority-error';
import { openssl } from './openssl';

/**
 * The public key (PEM) of a request (PEM, PKCS#10) that is signed with its own private key. Nothing else of the request is used.
 *
 * @throws AuthorityError SIGNING_REQUEST_UNREADABLE, SIGNING_REQUEST_FORGED, SIGNING_REQUEST_KEY_TYPE
 */
export async function publicKeyOfRequest(pem: string): Promise<string> {
  const { code, stdout, stderr } = await openssl(['req', '-verify', '-noout', '-pubkey'], pem);
  if (code !== 0 && !stderr.includes('self-signature')) {
    throw new AuthorityError(
      'SIGNING_REQUEST_UNREADABLE',
      'This is no certificate request.',
      'Send a PKCS#10 request as PEM.',
    );
  }
  // Openssl 3.0 ends with 0 all the same when the signature is wrong.
  if (!stderr.includes('verify OK')) {
    throw new AuthorityError(
      'SIGNING_REQUEST_FORGED',
      'The request is not signed with the key that it names.',
      'Sign the request with the private key of its own public key.',
    );
  }
  const { asymmetricKeyType, asymmetricKeyDetails } = createPublicKey(stdout);
  if (asymmetricKeyType === 'ec' && asymmetricKeyDetails?.namedCurve === 'prime256v1') return stdout;
  throw new AuthorityError(
    'SIGNING_REQUEST_KEY_TYPE',
    'The key is not on the curve P-256.',
    'Make an EC key on P-256.',
  );
}
