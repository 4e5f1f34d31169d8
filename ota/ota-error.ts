/** What went wrong, by a stable code, and what to do about it. */
export class OtaError extends Error {
  constructor(
    readonly code: string,
    what: string,
    readonly action: string,
  ) {
    super(`${code}: ${what}. ${action}`);
    this.name = 'OtaError';
  }
}
