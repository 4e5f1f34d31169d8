import { Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { LiveHub, POWER_WINDOW_S, Visitor } from '@hub/data-access';
import { Age, CostFigure, PowerFigure, PriceBand, StateBadge, Valley } from '@hub/ui';
import { PowerChart } from '@hub/ui/power-chart';
import { HomeDevices } from './home-devices';
import { HomePlans } from '../schedules/home-plans';
import { HomeOutlook } from './home-outlook';
import { liveView, type UnitPrice } from './live-view';
import { NoReading } from './no-reading';
import { StateAnnouncement } from './state-announcement';
import { TroubleNotice } from './trouble-notice';

/** The time axis moves in steps: a chart that creeps every second tires the eye and the battery. */
const AXIS_STEP_S = 5;

/** Now or later, and what will it cost? And what the house takes or gives at this moment, and how that came about. */
@Component({
  selector: 'hub-home-page',
  imports: [
    Age,
    CostFigure,
    HomeDevices,
    HomeOutlook,
    HomePlans,
    NoReading,
    PowerChart,
    PowerFigure,
    PriceBand,
    RouterLink,
    StateAnnouncement,
    StateBadge,
    TroubleNotice,
    Valley,
  ],
  templateUrl: './home-page.html',
  styleUrls: ['../outlook/outlook.css', './home-page.css'],
  host: { '[attr.data-reading]': 'view().reading', '[attr.data-hub]': 'hub.health()' },
})
export class HomePage {
  protected readonly hub = inject(LiveHub);
  protected readonly visitor = inject(Visitor);
  /** What one more unit costs by the forecast; undefined while that is not known. */
  protected readonly unit = signal<UnitPrice | undefined>(undefined);
  protected readonly sky = computed(() => this.view().price?.band);
  protected readonly view = computed(() =>
    liveView(this.hub.snapshot(), this.hub.reading(), this.hub.health(), this.hub.timeS() ?? 0, this.unit()),
  );
  protected readonly axisEndS = computed(() => {
    const nowS = Math.floor((this.hub.timeS() ?? 0) / AXIS_STEP_S) * AXIS_STEP_S;
    return Math.max(nowS, this.hub.points().at(-1)?.time ?? 0);
  });
  protected readonly axisStartS = computed(() => this.axisEndS() - POWER_WINDOW_S);
}
