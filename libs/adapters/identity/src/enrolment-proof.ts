import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Unit } from './unit';

/**
 * What the factory's list tells the community server of a unit: a key (64 hexadecimal digits) that only the unit's card can also
 * calculate. The label's code does not follow from it.
 */
export const enrolmentKeyOf = ({ hubId, claimCodeHash }: Unit): string =>
  createHash('sha256').update(`cydynni enrolment\n${hubId}\n${claimCodeHash}`).digest('hex');

/** Proves that the hub that asks for a certificate by this request (PEM) is the one of the factory's list. */
export const enrolmentProof = (enrolmentKey: string, hubId: string, csr: string): string =>
  createHmac('sha256', Buffer.from(enrolmentKey, 'hex')).update(`${hubId}\n${csr}`).digest('hex');

/** Takes the same time whatever was sent. */
export function isEnrolmentProof(given: string, enrolmentKey: string, hubId: string, csr: string): boolean {
  const wanted = Buffer.from(enrolmentProof(enrolmentKey, hubId, csr), 'hex');
  const sent = Buffer.from(given, 'hex');
  return sent.length === wanted.length && timingSafeEqual(sent, wanted);
}
