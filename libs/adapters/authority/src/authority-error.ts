export type AuthorityErrorCode =
  'SIGNING_REQUEST_UNREADABLE' | 'SIGNING_REQUEST_FORGED' | 'SIGNING_REQUEST_KEY_TYPE' | 'AUTHORITY_FAILED';

/** A certificate could not be made: why, and what would help. */
export class AuthorityError extends Error {
  override readonly name = 'AuthorityError';

  constructor(
    readonly code: AuthorityErrorCode,
    message: string,
    readonly action: string,
  ) {
    super(message);
  }
}
