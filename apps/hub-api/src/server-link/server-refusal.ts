import { CommunityError } from '@hub/adapters/community';
import type { Problem } from '@hub/domain/provisioning';
import { HttpStatus } from '@nestjs/common';
import { ApiError } from '@hub/nest-http';

/** What the server said no with may be shown to the one who asked; its own troubles are a gateway's. */
export function refusedBy(error: unknown): never {
  if (!(error instanceof CommunityError)) throw error;
  const { code, message, action } = problemOf(error);
  throw new ApiError(statusFor(error), code, message, action);
}

/** An error as a step of the first boot tells it. */
export function problemOf(error: unknown): Problem {
  if (error instanceof CommunityError)
    return { code: error.refusal?.reason ?? error.code, message: error.message, action: error.action };
  if (error instanceof ApiError) return { code: error.code, message: error.message, action: error.action };
  return {
    code: 'HUB_INTERNAL',
    message: `The hub could not go on: ${error instanceof Error ? error.message : String(error)}`,
    action: 'It tries again by itself; if it stays, start the hub again.',
  };
}

/** A 401 of the server is not one of the hub: the one who asked is signed in here. */
function statusFor({ code, refusal }: CommunityError): HttpStatus {
  if (refusal) return [401, 403].includes(refusal.status) ? HttpStatus.FORBIDDEN : HttpStatus.CONFLICT;
  return code === 'SERVER_UNREACHABLE' ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.BAD_GATEWAY;
}
