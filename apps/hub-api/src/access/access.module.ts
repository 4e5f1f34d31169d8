import { TRY_LIMITS, TryCounter } from '@hub/nest-http';
import { Global, Module } from '@nestjs/common';
import { AccessController } from './access.controller';
import { AccessGate } from './access-gate.service';
import { AccessSettingsStore } from './access-settings.store';
import { AccountsService } from './accounts.service';
import { ApiKeysController } from './api-keys.controller';
import { ApiKeysService } from './api-keys.service';
import { AuditService } from './audit.service';
import { AuthService } from './auth.service';
import { PeopleService } from './people.service';
import { Revocations } from './revocations';
import { SessionController } from './session.controller';
import { SessionListService } from './session-list.service';
import { SessionStore } from './session.store';

/** Tries of one caller, and at one account, before they have to wait. */
const FREE_TRIES = 10;

/** Global, so that a call says what it needs and imports nothing else. */
@Global()
@Module({
  controllers: [AccessController, ApiKeysController, SessionController],
  providers: [
    AccessGate,
    AccessSettingsStore,
    AccountsService,
    ApiKeysService,
    AuditService,
    AuthService,
    PeopleService,
    Revocations,
    SessionListService,
    SessionStore,
    TryCounter,
    { provide: TRY_LIMITS, useValue: { prefix: 'HUB', free: FREE_TRIES } },
  ],
  exports: [
    AccessGate,
    AccessSettingsStore,
    AccessSettingsStore,
    AccountsService,
    ApiKeysService,
    AuditService,
    AuthService,
    Revocations,
    SessionStore,
    TryCounter,
  ],
})
export class AccessModule {}
