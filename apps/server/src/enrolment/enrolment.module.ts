import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module';
import { FleetModule } from '../fleet/fleet.module';
import { HubsModule } from '../hubs/hubs.module';
import { HubsController } from './hubs.controller';

/** What hubs call: a household's account lets a hub in, its certificate does the rest. */
@Module({ imports: [AccountsModule, FleetModule, HubsModule], controllers: [HubsController] })
export class EnrolmentModule {}
