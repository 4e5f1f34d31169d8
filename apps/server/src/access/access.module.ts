import { TRY_LIMITS, TryCounter } from '@hub/nest-http';
import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessService } from './access.service';
import { AccountGuard, HubGuard, OriginGuard } from './guards';
import { TeamGuard } from './team-guard';

/** Tries of one caller, and at one account, before they have to wait. Many households may share an address. */
const FREE_TRIES = 20;

/** Global, so that a call says whom it is for and needs nothing else. */
@Global()
@Module({
  providers: [
    TryCounter,
    { provide: TRY_LIMITS, useValue: { prefix: 'SERVER', free: FREE_TRIES } },
    AccessService,
    AccountGuard,
    HubGuard,
    TeamGuard,
    { provide: APP_GUARD, useClass: OriginGuard },
  ],
  exports: [AccessService, AccountGuard, HubGuard, TeamGuard, TryCounter],
})
export class AccessModule {}
