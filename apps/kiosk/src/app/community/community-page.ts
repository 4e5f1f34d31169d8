import { Component, computed, inject, signal } from '@angular/core';
import { scoreBand } from '@hub/domain/community';
import { HouseTime } from '@hub/data-access';
import {
  Choice,
  energyText,
  moneyText,
  monthText,
  type Option,
  kilowattText,
  shortDayText,
  StackChart,
  Stars,
  Valley,
} from '@hub/ui';
import { FaultNotice } from '../faults/fault-notice';
import { type Unit } from '../report/half-hours';
import { monthStacks } from '../report/periods';
import { ClubTiles } from './club-tiles';
import { communityData } from './community-data';

const LIVE_FOR_S = 3_600;
const MONTHS = 13;

/** How the club did together: its score, what the hydro made and who used it, the money that stayed, month by month. */
@Component({
  selector: 'hub-community-page',
  imports: [Choice, ClubTiles, FaultNotice, StackChart, Stars, Valley],
  templateUrl: './community-page.html',
  styleUrls: ['../report/report.css', './community-page.css'],
})
export class CommunityPage {
  private readonly time = inject(HouseTime);
  private readonly chosen = signal<number | undefined>(undefined);
  private readonly monthPeriod = computed(() => this.month()?.period);
  protected readonly unit = signal<Unit>('energy');
  protected readonly units: readonly Option[] = [
    { value: 'energy', label: 'kWh' },
    { value: 'money', label: '£' },
  ];
  protected readonly data = communityData(this.monthPeriod);
  protected readonly fault = computed(() => this.data.days.fault() ?? this.data.months.fault());
  protected readonly day = computed(() => {
    const summary = this.data.days.value()?.summaries.at(-1);
    return summary && { summary, name: shortDayText(summary.period), band: scoreBand(summary.score) };
  });
  protected readonly months = computed(() => this.data.months.value()?.summaries.slice(-MONTHS) ?? []);
  protected readonly column = computed(() => this.chosen() ?? this.months().length - 1);
  protected readonly month = computed(() => this.months()[this.column()]);
  protected readonly monthName = computed(() => monthText(this.month()?.period ?? '2000-01'));
  protected readonly stacks = computed(() => monthStacks(this.months(), this.unit()));
  protected readonly amount = computed(() => (this.unit() === 'energy' ? energyText : moneyText));
  protected readonly tick = computed(() => {
    const digits = new Intl.NumberFormat('en-GB');
    return this.unit() === 'energy'
      ? (kWh: number) => digits.format(kWh)
      : (pence: number) => `£${digits.format(pence / 100)}`;
  });
  /** The club at this moment; undefined while not known or too old to call it now. */
  protected readonly live = computed(() => {
    const live = this.data.live.value();
    if (live === undefined || (this.time.timeS() ?? live.time) - live.time > LIVE_FOR_S) return undefined;
    if (live.generationW === null || live.clubW === null) return undefined;
    return { generation: kilowattText(live.generationW), club: kilowattText(live.clubW) };
  });
  protected readonly empty = computed(() => this.data.days.value()?.summaries.length === 0);

  protected chooseUnit(value: string): void {
    this.unit.set(value === 'money' ? 'money' : 'energy');
  }

  protected choose(index: number): void {
    this.chosen.set(index);
  }
}
