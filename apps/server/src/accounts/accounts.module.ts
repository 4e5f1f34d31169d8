import { Module } from '@nestjs/common';
import { CertificatesService } from '../hubs/certificates.service';
import { HubsService } from '../hubs/hubs.service';
import { FleetModule } from '../fleet/fleet.module';
import { AccountsController } from './accounts.controller';
import { AccountsService } from './accounts.service';
import { HouseholdsController } from './households.controller';
import { HouseholdsService } from './households.service';

/** Households and their hubs. */
@Module({
  imports: [FleetModule],
  controllers: [AccountsController, HouseholdsController],
  providers: [AccountsService, CertificatesService, HouseholdsService, HubsService],
  exports: [AccountsService, HubsService],
})
export class AccountsModule {}
