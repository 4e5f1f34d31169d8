import { HttpStatus } from '@nestjs/common';
import { ApiError } from '@hub/nest-http';

/** What is said while a part of the hub is away. */
export interface Away {
  readonly code: string;
  readonly happened: string;
}

/** Asks a part of the hub that may be away. @throws ApiError 503 */
export async function reached<T>(ask: () => Promise<T>, { code, happened }: Away): Promise<T> {
  try {
    return await ask();
  } catch (cause) {
    const help = 'Try again in a moment; if it stays, start the hub again.';
    throw Object.assign(new ApiError(HttpStatus.SERVICE_UNAVAILABLE, code, happened, help), { cause });
  }
}
