import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module';
import { FleetModule } from '../fleet/fleet.module';
import { HubsController } from './hubs.controller';

/** What hubs call: a household's account lets a hub in, its certificate does the rest. */
@Module({ imports: [AccountsModule, FleetModule], controllers: [HubsController] })
export class EnrolmentModule {}
