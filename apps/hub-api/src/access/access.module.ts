import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { ThrottlerModule } from '@nestjs/throttler';
import { AccountsService } from './accounts.service';
import { TRY_LIMIT } from './limited-tries';
import { OriginGuard } from './origin.guard';
import { OwnerGuard } from './owner-only';
import { SessionController } from './session.controller';
import { AuthService } from './auth.service';
import { SessionStore } from './session.store';

/** Global, so that `@OwnerOnly()` and `@LimitedTries()` need nothing imported but themselves. */
@Global()
@Module({
  imports: [
    ThrottlerModule.forRoot({ throttlers: [TRY_LIMIT], errorMessage: 'There were too many tries from this address.' }),
  ],
  controllers: [SessionController],
  providers: [AccountsService, SessionStore, AuthService, OwnerGuard, { provide: APP_GUARD, useClass: OriginGuard }],
  exports: [AccountsService, SessionStore, AuthService, OwnerGuard, ThrottlerModule],
})
export class AccessModule {}
