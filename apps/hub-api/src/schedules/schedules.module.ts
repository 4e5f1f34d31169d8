import { Module } from '@nestjs/common';
import { CommunityModule } from '../community/community.module';
import { DeviceModule } from '../device/device.module';
import { DevicesModule } from '../devices/devices.module';
import { ServerLinkModule } from '../server-link/server-link.module';
import { CapService } from './cap.service';
import { HouseLoadService } from './house-load.service';
import { PowerCapStore } from './power-cap.store';
import { PricesService } from './prices.service';
import { RunLedger } from './run-ledger';
import { RunMeter } from './run-meter';
import { ScheduleActions } from './schedule-actions';
import { ScheduleActionsController } from './schedule-actions.controller';
import { ScheduleAudit } from './schedule-audit';
import { ScheduleBook } from './schedule-book';
import { ScheduleLog } from './schedule-log';
import { SchedulePlanner } from './schedule-planner';
import { ScheduleRuns } from './schedule-runs';
import { SchedulesController } from './schedules.controller';
import { SchedulesService } from './schedules.service';

@Module({
  imports: [CommunityModule, DeviceModule, DevicesModule, ServerLinkModule],
  controllers: [SchedulesController, ScheduleActionsController],
  providers: [
    CapService,
    HouseLoadService,
    PowerCapStore,
    PricesService,
    RunLedger,
    RunMeter,
    ScheduleActions,
    ScheduleAudit,
    ScheduleBook,
    ScheduleLog,
    SchedulePlanner,
    ScheduleRuns,
    SchedulesService,
  ],
  exports: [PowerCapStore],
})
export class SchedulesModule {}
