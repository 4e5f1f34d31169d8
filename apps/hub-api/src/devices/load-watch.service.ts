import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { distinctUntilChanged, map } from 'rxjs';
import { LoadReportService } from '../update/load-report.service';
import { ControlService } from './control.service';
import { DeviceStore } from './device-store';

/** Lets an update wait while a load that the hub switched on is running. */
@Injectable()
export class LoadWatchService implements OnApplicationBootstrap {
  constructor(
    private readonly control: ControlService,
    private readonly store: DeviceStore,
    private readonly loads: LoadReportService,
  ) {}

  onApplicationBootstrap(): void {
    this.loads.watch(() => this.control.loadRuns());
    this.store.deviceChanged
      .pipe(
        map(() => this.control.loadRuns()),
        distinctUntilChanged(),
      )
      .subscribe(() => void this.loads.report());
  }
}
