import { createPrivateKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problem } from '@hub/domain/provisioning';
import { IDENTITY_FILES, type Unit, unitOf } from './unit';

/** Who this hub is, and how it proves it. PEM texts. */
export interface Identity extends Unit {
  readonly keyPem: string;
  /** Signed by the key; a certificate is asked for with it, at the first link and at each renewal. */
  readonly requestPem: string;
}

/** Reads an identity; what keeps it from being one is told without a word of its secrets. */
export async function readIdentity(dir: string | undefined): Promise<Identity | Problem> {
  if (dir === undefined) return noIdentity('no folder is named for it');
  const read = (name: keyof typeof IDENTITY_FILES) => readFile(join(dir, IDENTITY_FILES[name]), 'utf8');
  try {
    const [unitJson, hubId, keyPem, requestPem] = await Promise.all([
      read('unit'),
      read('hubId'),
      read('key'),
      read('request'),
    ]);
    const unit = unitOf(unitJson);
    if (unit?.hubId !== hubId.trim()) return noIdentity('its files do not fit each other');
    if (!isKey(keyPem) || !requestPem.includes('BEGIN CERTIFICATE REQUEST'))
      return noIdentity('its key is not readable');
    return { ...unit, keyPem, requestPem };
  } catch (error) {
    return noIdentity(error instanceof Error && 'code' in error ? String(error.code) : 'it cannot be read');
  }
}

export const isIdentity = (read: Identity | Problem): read is Identity => 'hubId' in read;

function isKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'ec';
  } catch {
    return false;
  }
}

const noIdentity = (why: string): Problem => ({
  code: 'HUB_NO_IDENTITY',
  message: `This hub has no identity of its own: ${why}.`,
  action: 'Start the hub again: its first boot makes one. If it stays, write the card again.',
});
