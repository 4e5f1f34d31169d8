import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { Identity } from '@hub/adapters/identity';
import type { Problem } from '@hub/domain/provisioning';
import type { Link } from './link';

/** Whether a certificate (PEM) is for this key. */
export function fitsKey(pem: string, keyPem: string): boolean {
  try {
    return new X509Certificate(pem).checkPrivateKey(createPrivateKey(keyPem));
  } catch {
    return false;
  }
}

/** Whether another hub made this link, for the household that it belongs to. */
export const isForeign = ({ file, certificate }: Link, { hubId, keyPem }: Identity): boolean =>
  file.hubId !== hubId || !fitsKey(certificate, keyPem);

export const FOREIGN_LINK: Problem = {
  code: 'LINK_NOT_OURS',
  message: 'On this hub lies the link of another hub. It is not used, and nothing of its household is shown.',
  action: 'Link this hub to your own account.',
};
