import { Module } from '@nestjs/common';
import { HubsModule } from '../hubs/hubs.module';
import { AccountsController } from './accounts.controller';
import { AccountsService } from './accounts.service';
import { HouseholdsController } from './households.controller';
import { HouseholdsService } from './households.service';

/** Accounts of households, and what the team does about them. */
@Module({
  imports: [HubsModule],
  controllers: [AccountsController, HouseholdsController],
  providers: [AccountsService, HouseholdsService],
  exports: [AccountsService],
})
export class AccountsModule {}
