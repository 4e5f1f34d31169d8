import type { EpowerFault } from '@hub/contracts';

export type EpowerErrorCode =
  | EpowerFault
  | 'EPOWER_UNREACHABLE'
  | 'EPOWER_TIMEOUT'
  | 'EPOWER_STATUS'
  | 'EPOWER_REFUSED'
  | 'EPOWER_STOPPED'
  | 'EPOWER_BUSY'
  | 'EPOWER_TOO_LARGE';

/** The same question at once would have the same answer. */
const LASTING: readonly EpowerErrorCode[] = ['EPOWER_REFUSED', 'EPOWER_STOPPED', 'EPOWER_BUSY', 'EPOWER_TOO_LARGE'];

/** What E-power did not answer, and what to do about it. Never holds the address: a token is part of it. */
export class EpowerError extends Error {
  override readonly name = 'EpowerError';

  constructor(
    readonly code: EpowerErrorCode,
    message: string,
    readonly action: string,
  ) {
    super(message);
  }

  /** True where the same question may get an answer later. */
  get passing(): boolean {
    return !LASTING.includes(this.code);
  }
}

const WAIT = 'Nothing: the next cycle asks again. If it lasts, ask the settlement provider.';

export const unreachable = (cause: unknown): EpowerError =>
  new EpowerError('EPOWER_UNREACHABLE', `E-power cannot be reached: ${reasonOf(cause)}`, WAIT);

export const timedOut = (seconds: number): EpowerError =>
  new EpowerError('EPOWER_TIMEOUT', `E-power did not answer within ${seconds} s`, WAIT);

export const stopped = (): EpowerError =>
  new EpowerError('EPOWER_STOPPED', 'the server is stopping', 'Nothing: it goes on when it is started again.');

/** E-power asked to be left alone for longer than one question waits. */
export const busy = (seconds: number): EpowerError =>
  new EpowerError('EPOWER_BUSY', `E-power asks to wait for ${seconds} s`, WAIT);

export const tooLarge = (bytes: number): EpowerError =>
  new EpowerError(
    'EPOWER_TOO_LARGE',
    `E-power's answer is longer than ${bytes} bytes`,
    'Ask the settlement provider what it sends.',
  );

export const unreadable = (fault: EpowerFault): EpowerError =>
  new EpowerError(fault, `E-power's answer cannot be read: ${fault}`, WAIT);

/** 4xx says that the question is wrong, but for the two that mean "not now". */
export function badStatus(status: number): EpowerError {
  const refused = status >= 400 && status < 500 && status !== 408 && status !== 429;
  return refused
    ? new EpowerError(
        'EPOWER_REFUSED',
        `E-power refused the report: status ${status}`,
        'Check the prefix and the tokens.',
      )
    : new EpowerError('EPOWER_STATUS', `E-power failed: status ${status}`, WAIT);
}

/** The cause below fetch's "fetch failed", without its address. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' ? code : 'no connection';
}
