import { Module } from '@nestjs/common';
import { FactoryHubsService } from './factory-hubs.service';
import { FleetChanged } from './fleet-changed';
import { BrokerService } from './broker.service';
import { BundleStore } from './bundle-store';
import { FleetController } from './fleet.controller';
import { FleetReconciler } from './fleet-reconciler';
import { FleetService } from './fleet.service';
import { FleetHubsService } from './fleet-hubs.service';
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
    FactoryHubsService,
    FleetChanged,
    BrokerService,
    BundleStore,
    FleetReconciler,
    FleetService,
    FleetHubsService,
    ReleasesService,
    ReportsService,
    RolloutsService,
    TargetsService,
  ],
  exports: [BrokerService, FactoryHubsService, FleetChanged, ReportsService, TargetsService],
})
export class FleetModule {}
