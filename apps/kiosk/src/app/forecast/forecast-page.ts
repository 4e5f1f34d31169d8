import { Component, computed, inject } from '@angular/core';
import { ClubForecast } from '@hub/contracts';
import { HouseTime, remote } from '@hub/data-access';
import { Age, Valley } from '@hub/ui';
import { DayStrip } from '@hub/ui/strip';
import { FaultNotice } from '../faults/fault-notice';
import { forecastView } from './forecast-view';
import { VerdictFigure } from './verdict-figure';

const REFRESH_MS = 300_000;
const BANDS = ['morning', 'midday', 'evening', 'overnight'];

/** Whether now is a good time to use electricity, and the hours ahead. */
@Component({
  selector: 'hub-forecast-page',
  imports: [Age, DayStrip, FaultNotice, Valley, VerdictFigure],
  templateUrl: './forecast-page.html',
  styleUrl: './forecast-page.css',
})
export class ForecastPage {
  private readonly time = inject(HouseTime);
  protected readonly forecast = remote(() => 'club/forecast', ClubForecast, REFRESH_MS);
  protected readonly nowS = computed(() => this.time.minuteS() ?? this.forecast.value()?.madeAt ?? 0);
  protected readonly view = computed(() => {
    const forecast = this.forecast.value();
    return forecast && forecastView(forecast, this.nowS());
  });
  protected readonly sky = computed(() => BANDS.find((band) => band === this.view()?.band));
}
