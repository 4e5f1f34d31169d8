import { Module } from '@nestjs/common';
import { CertificatesService } from '../hubs/certificates.service';
import { HubsController } from '../hubs/hubs.controller';
import { HubsService } from '../hubs/hubs.service';
import { FleetModule } from '../fleet/fleet.module';
import { AccountsController } from './accounts.controller';
import { AccountsService } from './accounts.service';
import { HouseholdsController } from './households.controller';
import { HouseholdsService } from './households.service';

/** Households and their hubs. */
@Module({
  imports: [FleetModule],
  controllers: [AccountsController, HouseholdsController, HubsController],
  providers: [AccountsService, CertificatesService, HouseholdsService, HubsService],
})
export class AccountsModule {}
