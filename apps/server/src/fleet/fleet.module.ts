import { Module } from '@nestjs/common';
import { Bell } from './bell';
import { BrokerService } from './broker.service';
import { BundleStore } from './bundle-store';
import { FleetController } from './fleet.controller';
import { FleetLookService } from './fleet-look.service';
import { FleetService } from './fleet.service';
import { HubWishesService } from './hub-wishes.service';
import { ReleasesController } from './releases.controller';
import { ReleasesService } from './releases.service';
import { ReportsService } from './reports.service';
import { RolloutsController } from './rollouts.controller';
import { RolloutsService } from './rollouts.service';
import { TargetsService } from './targets.service';

/** Releases, rollouts, and what hubs are told and tell about their updates. */
@Module({
  controllers: [FleetController, ReleasesController, RolloutsController],
  providers: [
    Bell,
    BrokerService,
    BundleStore,
    FleetLookService,
    FleetService,
    HubWishesService,
    ReleasesService,
    ReportsService,
    RolloutsService,
    TargetsService,
  ],
  exports: [Bell, BrokerService, ReportsService, TargetsService],
})
export class FleetModule {}
