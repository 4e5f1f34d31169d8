import { callerOf, isForgotten, NO_TRIES, type Tries, type TryPolicy, waitS, withTry } from '@hub/domain/access';
import {
  applyDecorators,
  type CallHandler,
  type ExecutionContext,
  HttpException,
  HttpStatus,
  Inject,
  Injectable,
  type NestInterceptor,
  SetMetadata,
  UseInterceptors,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Observable, tap } from 'rxjs';
import { ApiError } from './api-error';
import { CLOCK, type Clock } from './clock';

/** What a program says of tries at its passwords and codes. */
export interface TryLimits {
  /** Start of its codes. */
  readonly prefix: string;
  /** Tries of one caller without a wait. */
  readonly free: number;
}
export const TRY_LIMITS = Symbol('TryLimits');

/** Who tries which secret. A caller's tries at one call say nothing of another: who forgot the code may still sign in. */
export interface Attempt {
  readonly caller: string;
  readonly target: string;
}

/** At which account a body tries a secret; undefined where that is known from the call alone. */
export type Target = (body: unknown) => string | undefined;

const FIRST_WAIT_S = 30;
const LONGEST_WAIT_S = 900;
const MOST_KEYS = 4096;
const LONGEST_KEY = 64;
const TARGET = 'hub:tries-at';

/**
 * Counts failed tries of each caller and at each account. Both wait longer with each failure. A caller that has not failed yet
 * gets its first try whatever others do, so a guesser cannot keep a household out.
 */
@Injectable()
export class TryCounter {
  private readonly byCaller = new Map<string, Tries>();
  private readonly byTarget = new Map<string, Tries>();
  private readonly policy: TryPolicy;

  constructor(
    @Inject(TRY_LIMITS) private readonly limits: TryLimits,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.policy = { free: limits.free, firstWaitS: FIRST_WAIT_S, longestWaitS: LONGEST_WAIT_S };
  }

  /** Counts a try as failed until it is known better. @throws TooManyTries */
  begin({ caller, target }: Attempt): void {
    const now = this.clock();
    const own = this.of(this.byCaller, caller, now);
    const all = this.of(this.byTarget, target, now);
    const wait = Math.max(waitS(own, now, this.policy), own.count > 0 ? waitS(all, now, this.policy) : 0);
    if (wait > 0) throw new TooManyTries(this.limits.prefix, Math.ceil(wait));
    keep(this.byCaller, caller, withTry(own, now));
    keep(this.byTarget, target, withTry(all, now));
  }

  succeeded({ caller, target }: Attempt): void {
    this.byCaller.delete(caller);
    this.byTarget.delete(target);
  }

  /** The try said nothing about the secret. */
  undo({ caller, target }: Attempt): void {
    for (const [tries, key] of [[this.byCaller, caller] as const, [this.byTarget, target] as const]) {
      const known = tries.get(key);
      if (known !== undefined) tries.set(key, { ...known, count: known.count - 1 });
    }
  }

  private of(tries: Map<string, Tries>, key: string, now: number): Tries {
    const known = tries.get(key);
    return known === undefined || isForgotten(known, now, this.policy) ? NO_TRIES : known;
  }
}

/** The newest stand last: where there are too many the oldest go. */
function keep(tries: Map<string, Tries>, key: string, value: Tries): void {
  tries.delete(key);
  tries.set(key, value);
  const [oldest] = tries.keys();
  if (tries.size > MOST_KEYS && oldest !== undefined) tries.delete(oldest);
}

export class TooManyTries extends ApiError {
  constructor(
    prefix: string,
    readonly retryAfterS: number,
  ) {
    const action = `Wait ${retryAfterS} seconds, then try again.`;
    super(HttpStatus.TOO_MANY_REQUESTS, `${prefix}_TOO_MANY_TRIES`, 'There were too many wrong tries.', action);
  }
}

@Injectable()
class TryInterceptor implements NestInterceptor {
  constructor(
    private readonly counter: TryCounter,
    private readonly reflector: Reflector,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const call = context.getHandler();
    const attempt: Attempt = {
      caller: `${callerOf(request.ip)} ${call.name}`,
      target: this.reflector.get<Target>(TARGET, call)(request.body) ?? call.name,
    };
    try {
      this.counter.begin(attempt);
    } catch (error) {
      if (error instanceof TooManyTries)
        void context.switchToHttp().getResponse<FastifyReply>().header('retry-after', error.retryAfterS);
      throw error;
    }
    return next.handle().pipe(
      tap({
        complete: () => this.counter.succeeded(attempt),
        error: (error: unknown) => {
          if (!isWrongSecret(error)) this.counter.undo(attempt);
        },
      }),
    );
  }
}

const WRONG: readonly number[] = [HttpStatus.UNAUTHORIZED, HttpStatus.FORBIDDEN, HttpStatus.BAD_REQUEST];
const isWrongSecret = (error: unknown): boolean => error instanceof HttpException && WRONG.includes(error.getStatus());

/** For a call that takes a password or code: 429 `…_TOO_MANY_TRIES` with `Retry-After` after too many wrong ones. */
export const LimitedTries = (target: Target = () => undefined): MethodDecorator =>
  applyDecorators(SetMetadata(TARGET, target), UseInterceptors(TryInterceptor));

/** A field of a body as the account that it tries: small letters, and no longer than a name. */
export const triesAt =
  (field: string): Target =>
  (body) => {
    const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, field) : undefined;
    return typeof value === 'string' ? `${field}:${value.slice(0, LONGEST_KEY).trim().toLowerCase()}` : undefined;
  };
