/**
 * Why the server gave no answer that can be used.
 * - `SERVER_UNREACHABLE`: no connection, or one that broke or fell silent
 * - `SERVER_NOT_TRUSTED`: what answers is not the server; nothing was sent
 * - `SERVER_BUSY`: the server has trouble of its own (5xx, 429)
 * - `SERVER_NOT_UNDERSTOOD`: an answer, but not one of this server: a captive portal's page, half of something
 * - `SERVER_REFUSED`: the server understood and said no; `reason` is its own code
 */
export type CommunityErrorCode =
  'SERVER_UNREACHABLE' | 'SERVER_NOT_TRUSTED' | 'SERVER_BUSY' | 'SERVER_NOT_UNDERSTOOD' | 'SERVER_REFUSED';

/** What went wrong between hub and server, in words for the household. */
export class CommunityError extends Error {
  override readonly name = 'CommunityError';

  constructor(
    readonly code: CommunityErrorCode,
    message: string,
    readonly action: string,
    readonly refusal?: { readonly status: number; readonly reason: string },
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export const unreachable = (why: string, cause?: unknown): CommunityError =>
  new CommunityError(
    'SERVER_UNREACHABLE',
    `The CydYnni server cannot be reached (${why}).`,
    'Check the internet connection of the house; the hub goes on trying by itself.',
    undefined,
    { cause },
  );

export const notUnderstood = (why: string, cause?: unknown): CommunityError =>
  new CommunityError(
    'SERVER_NOT_UNDERSTOOD',
    `What answers in place of the CydYnni server is not understood (${why}).`,
    'If the house’s network asks to sign in, do that with a phone first; the hub goes on trying by itself.',
    undefined,
    { cause },
  );

const notTrusted = (why: string, cause: unknown): CommunityError =>
  new CommunityError(
    'SERVER_NOT_TRUSTED',
    `What answers as the CydYnni server cannot prove that it is (${why}). Nothing was sent.`,
    'Check the date and time of the hub and the address of the server; another network may help.',
    undefined,
    { cause },
  );

export const busy = (status: number): CommunityError =>
  new CommunityError(
    'SERVER_BUSY',
    `The CydYnni server has trouble of its own (${status}).`,
    'Wait a while; the hub goes on trying by itself.',
  );

const TRUST = /^(?:CERT_|ERR_TLS_CERT|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|INVALID_CA|HOSTNAME_MISMATCH)/;

/** The error of a connection, in our words. */
export function connectionError(error: unknown): CommunityError {
  if (error instanceof CommunityError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (TRUST.test(code)) return notTrusted(code, error);
  return unreachable(code === '' ? 'the connection broke' : code, error);
}
