import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { ThrottlerModule } from '@nestjs/throttler';
import { AccessService } from './access.service';
import { AccountGuard, HubGuard, OriginGuard, TeamGuard } from './guards';
import { TRY_LIMIT } from './limited-tries';

/** Global, so that a call says whom it is for and needs nothing else. */
@Global()
@Module({
  imports: [
    ThrottlerModule.forRoot({ throttlers: [TRY_LIMIT], errorMessage: 'There were too many tries from this address.' }),
  ],
  providers: [AccessService, AccountGuard, HubGuard, TeamGuard, { provide: APP_GUARD, useClass: OriginGuard }],
  exports: [AccessService, AccountGuard, HubGuard, TeamGuard, ThrottlerModule],
})
export class AccessModule {}
