import {
  applyDecorators,
  type CanActivate,
  type ExecutionContext,
  HttpStatus,
  Injectable,
  UseGuards,
} from '@nestjs/common';
import { ApiError, type WithCookies } from '@hub/nest-http';
import { AccountsService, unclaimed } from './accounts.service';
import { sessionCookie } from './cookie';
import { SessionStore } from './session.store';

/** Lets the signed-in owner through. */
@Injectable()
export class OwnerGuard implements CanActivate {
  constructor(
    private readonly accounts: AccountsService,
    private readonly sessions: SessionStore,
  ) {}

  async canActivate(context: ExecutionContext): Promise<true> {
    const request = context.switchToHttp().getRequest<WithCookies>();
    if (await this.sessions.account(sessionCookie.read(request))) return true;
    throw (await this.accounts.claimed()) ? SIGN_IN_NEEDED() : unclaimed();
  }
}

/**
 * For a method or controller that changes something: 401 SIGN_IN_NEEDED while nobody is signed in, 409 HUB_UNCLAIMED while the
 * hub has no owner who could be. Reading stays open in the house.
 */
export const OwnerOnly = (): MethodDecorator & ClassDecorator => applyDecorators(UseGuards(OwnerGuard));

const SIGN_IN_NEEDED = (): ApiError =>
  new ApiError(
    HttpStatus.UNAUTHORIZED,
    'SIGN_IN_NEEDED',
    'Only the owner of this hub may change that.',
    'Sign in and try again.',
  );
