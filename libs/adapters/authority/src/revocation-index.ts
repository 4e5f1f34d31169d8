/** A certificate that is good no more. Times are unix seconds. */
export interface Revoked {
  readonly serial: string;
  readonly revokedAt: number;
  readonly notAfter: number;
}

/** The database of `openssl ca`: a line each, of state, end, revocation, serial number, file and subject. */
export const revocationIndex = (revoked: readonly Revoked[]): string =>
  revoked
    .map(({ serial, revokedAt, notAfter }) => ['R', stamp(notAfter), stamp(revokedAt), serial, 'unknown', '/CN=hub'])
    .map((fields) => `${fields.join('\t')}\n`)
    .join('');

/** `YYMMDDhhmmssZ`, UTC: openssl takes no other for a revocation. */
const stamp = (unixS: number): string =>
  new Date(unixS * 1000)
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replace(/[-:T]/g, '')
    .slice(2);
