import { Component, computed } from '@angular/core';
import { Age, Valley } from '@hub/ui';
import { DayStrip } from '@hub/ui/strip';
import { FaultNotice } from '../faults/fault-notice';
import { clubOutlook } from '../outlook/club-outlook';
import { VerdictFigure } from '../outlook/verdict-figure';
import { schedulesData } from '../schedules/schedules-data';
import { bestStarts } from './best-starts';

/** Whether now is a good time to use electricity, the hours ahead, and when to start something in them. */
@Component({
  selector: 'hub-forecast-page',
  imports: [Age, DayStrip, FaultNotice, Valley, VerdictFigure],
  templateUrl: './forecast-page.html',
  styleUrls: ['../outlook/outlook.css', './forecast-page.css'],
})
export class ForecastPage {
  private readonly club = clubOutlook();
  private readonly schedules = schedulesData();
  protected readonly plans = this.schedules.rows;
  protected readonly fault = this.club.fault;
  protected readonly nowS = this.club.nowS;
  protected readonly view = this.club.view;
  protected readonly sky = this.club.sky;
  protected readonly starts = computed(() => bestStarts(this.view()?.priced ?? [], this.nowS()));
}
