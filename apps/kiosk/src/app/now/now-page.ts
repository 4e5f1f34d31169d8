import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { LiveHub, POWER_WINDOW_S, Visitor } from '@hub/data-access';
import { Age, CostFigure, PowerChart, PowerFigure, PriceBand, StateBadge, Valley } from '@hub/ui';
import { NoReading } from './no-reading';
import { nowView } from './now-view';
import { StateAnnouncement } from './state-announcement';
import { TroubleNotice } from './trouble-notice';

/** The time axis moves in steps: a chart that creeps every second tires the eye and the battery. */
const AXIS_STEP_S = 5;

/** What the house takes or gives at this moment, what it costs, and how that came about in the last half hour. */
@Component({
  selector: 'hub-now-page',
  imports: [
    Age,
    CostFigure,
    NoReading,
    RouterLink,
    PowerChart,
    PowerFigure,
    PriceBand,
    StateAnnouncement,
    StateBadge,
    TroubleNotice,
    Valley,
  ],
  templateUrl: './now-page.html',
  styleUrl: './now-page.css',
  host: { '[attr.data-reading]': 'view().reading', '[attr.data-hub]': 'hub.health()' },
})
export class NowPage {
  protected readonly hub = inject(LiveHub);
  protected readonly visitor = inject(Visitor);
  protected readonly view = computed(() =>
    nowView(this.hub.snapshot(), this.hub.reading(), this.hub.health(), this.hub.timeS() ?? 0),
  );
  protected readonly axisEndS = computed(() => {
    const nowS = Math.floor((this.hub.timeS() ?? 0) / AXIS_STEP_S) * AXIS_STEP_S;
    return Math.max(nowS, this.hub.points().at(-1)?.time ?? 0);
  });
  protected readonly axisStartS = computed(() => this.axisEndS() - POWER_WINDOW_S);
}
