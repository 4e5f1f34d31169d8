import { Component, computed, inject, input } from '@angular/core';
import { scoreBand } from '@hub/domain/community';
import { HubClock } from '@hub/data-access';
import { Valley } from '@hub/ui';
import { energyText, kilowattText, moneyText, monthText, shortDayText } from '@hub/ui/format';
import { Choice, type Option } from '@hub/ui/choice';
import { StackChart } from '@hub/ui/stack-chart';
import { Stars } from '@hub/ui/stars';
import { FaultNotice } from '../faults/fault-notice';
import { monthStacks } from '../report/periods';
import { monthIn, unitIn, unitOut } from '../report/view-address';
import { Address } from '../routing/address';
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
  private readonly time = inject(HubClock);
  private readonly address = inject(Address);
  /** From the address. */
  readonly month = input<string | undefined, unknown>(undefined, { transform: monthIn });
  readonly unit = input(unitIn(undefined), { transform: unitIn });
  protected readonly units: readonly Option[] = [
    { value: 'energy', label: 'kWh' },
    { value: 'money', label: '£' },
  ];
  protected readonly data = communityData(computed(() => this.shown()?.period));
  protected readonly monthHint = $localize`:@@club.monthHint:Tap a month, or press Enter at it, to see its figures.`;
  protected readonly fault = computed(() => this.data.days.fault() ?? this.data.months.fault());
  protected readonly day = computed(() => {
    const summary = this.data.days.value()?.summaries.at(-1);
    return summary && { summary, name: shortDayText(summary.period), band: scoreBand(summary.score) };
  });
  protected readonly months = computed(() => this.data.months.value()?.summaries.slice(-MONTHS) ?? []);
  /** The column of the month shown: that of the address, or the newest. */
  protected readonly column = computed(() => {
    const asked = this.months().findIndex(({ period }) => period === this.month());
    return asked < 0 ? this.months().length - 1 : asked;
  });
  protected readonly shown = computed(() => this.months()[this.column()]);
  /** The newest day, once the months are there as well: what comes later moves nothing. */
  protected readonly together = computed(() => (this.shown() === undefined ? undefined : this.day()));
  protected readonly monthName = computed(() => monthText(this.shown()?.period ?? '2000-01'));
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
    void this.address.set({ unit: unitOut(value) }, { replace: true });
  }

  protected choose(index: number): void {
    const isNewest = index === this.months().length - 1;
    void this.address.set({ month: isNewest ? undefined : this.months()[index]?.period });
  }
}
