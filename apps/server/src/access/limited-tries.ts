import { applyDecorators, UseGuards } from '@nestjs/common';
import { Throttle, ThrottlerGuard } from '@nestjs/throttler';

/** Tries of one address in a quarter of an hour: enough for people who forgot, nothing for a program that guesses. */
const TRIES = 20;
const PERIOD_MS = 900_000;

export const TRY_LIMIT = { ttl: PERIOD_MS, limit: TRIES } as const;

/** For a call that takes a password or code: 429 SERVER_TOO_MANY_TRIES after twenty of one address. */
export const LimitedTries = (): MethodDecorator =>
  applyDecorators(Throttle({ default: TRY_LIMIT }), UseGuards(ThrottlerGuard));
