import { Module } from '@nestjs/common';
import { MeteringModule } from '../metering/metering.module';
import { ClaimService } from './claim.service';
import { ContactService } from './contact.service';
import { ContactTimer } from './contact-timer.service';
import { IdentityService } from './identity.service';
import { LinkService } from './link.service';
import { LinkStore } from './link.store';
import { HouseholdObserver, SystemObserver } from './observer.service';
import { ServerService } from './server.service';
import { SetupProgress } from './setup-progress.service';
import { SetupStateService } from './setup-state.service';
import { SetupViewService } from './setup-view.service';
import { SetupController } from './setup.controller';
import { SetupService } from './setup.service';

@Module({
  imports: [MeteringModule],
  controllers: [SetupController],
  providers: [
    ClaimService,
    ContactService,
    ContactTimer,
    HouseholdObserver,
    IdentityService,
    LinkService,
    LinkStore,
    ServerService,
    SetupProgress,
    SetupService,
    SetupStateService,
    SetupViewService,
    SystemObserver,
  ],
  exports: [IdentityService, LinkStore, ServerService, SetupStateService, SetupViewService],
})
export class SetupModule {}
