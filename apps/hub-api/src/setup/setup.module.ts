import { Module } from '@nestjs/common';
import { DeviceModule } from '../device/device.module';
import { ServerLinkModule } from '../server-link/server-link.module';
import { ClaimService } from './claim.service';
import { HouseholdObserver, SystemObserver } from './observer.service';
import { SetupProgress } from './setup-progress.service';
import { SetupStateService } from './setup-state.service';
import { SetupViewService } from './setup-view.service';
import { SetupController } from './setup.controller';
import { SetupService } from './setup.service';

@Module({
  imports: [DeviceModule, ServerLinkModule],
  controllers: [SetupController],
  providers: [
    ClaimService,
    HouseholdObserver,
    SetupProgress,
    SetupService,
    SetupStateService,
    SetupViewService,
    SystemObserver,
  ],
  exports: [SetupStateService, SetupViewService],
})
export class SetupModule {}
