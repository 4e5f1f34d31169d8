/** A private service that could not be started or kept: a stable code, what happened, and what to do about it. */
export class ServicesError extends Error {
  override readonly name = 'ServicesError';

  constructor(
    readonly code: ServicesErrorCode,
    message: string,
    readonly action: string,
  ) {
    super(`${message} ${action}`);
  }
}

export type ServicesErrorCode =
  | 'HUB_PROGRAM_MISSING'
  | 'HUB_SERVICE_FAILED'
  | 'HUB_SERVICE_NOT_READY'
  | 'HUB_CERTIFICATE_FAILED'
  | 'HUB_ALREADY_RUNNING'
  | 'HUB_PORT_TAKEN'
  | 'HUB_UNKNOWN_ACCOUNT';
