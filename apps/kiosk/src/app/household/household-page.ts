import { Component, computed, inject, input } from '@angular/core';
import { type CalendarDay, shiftDay } from '@hub/domain/time';
import { Icon } from '@hub/ui';
import { dayText, energyText, moneyText, monthText } from '@hub/ui/format';
import { Choice, type Option } from '@hub/ui/choice';
import { StackChart } from '@hub/ui/stack-chart';
import { Address } from '../routing/address';
import { FaultNotice } from '../faults/fault-notice';
import { csvOf, SAVE_FILE } from '../report/csv';
import { halfHourStacks } from '../report/half-hours';
import { dayStacks, monthSpan, shiftMonth } from '../report/periods';
import { SummaryTiles } from '../report/summary-tiles';
import { BandTable } from '../report/band-table';
import { dateIn, periodIn, unitIn, unitOut } from '../report/view-address';
import { householdData } from './household-data';

/** What the household used, when, from where and for how much: the half-hours of a day, the days of a month. */
@Component({
  selector: 'hub-household-page',
  imports: [BandTable, Choice, FaultNotice, Icon, StackChart, SummaryTiles],
  templateUrl: './household-page.html',
  styleUrls: ['../report/report.css', './household-page.css'],
})
export class HouseholdPage {
  private readonly save = inject(SAVE_FILE);
  private readonly address = inject(Address);
  /** From the address. `date`: the day shown, or one of the month shown; the newest unless asked. */
  readonly period = input(periodIn(undefined), { transform: periodIn });
  readonly date = input<CalendarDay | undefined, unknown>(undefined, { transform: dateIn });
  readonly unit = input(unitIn(undefined), { transform: unitIn });
  private readonly isDay = computed(() => this.period() === 'day');
  protected readonly day = computed(() => {
    const [date, newest] = [this.date(), this.newest()];
    return date !== undefined && newest !== undefined && date > newest ? newest : (date ?? newest);
  });
  protected readonly data = householdData(this.day, this.isDay);
  protected readonly newest = computed(() => this.data.latest.value()?.summaries.at(-1)?.period);
  protected readonly fault = computed(
    () => this.data.latest.fault() ?? this.data.days.fault() ?? this.data.halfHours.fault(),
  );
  /** Nothing is settled yet. */
  protected readonly empty = computed(() => this.data.latest.value()?.summaries.length === 0);

  protected readonly periods: readonly Option[] = [
    { value: 'day', label: $localize`:@@household.day:Day` },
    { value: 'month', label: $localize`:@@household.month:Month` },
  ];
  protected readonly units: readonly Option[] = [
    { value: 'energy', label: 'kWh' },
    { value: 'money', label: '£' },
  ];

  protected readonly openHint = $localize`:@@household.openHint:Tap a day, or press Enter at it, to open it.`;
  protected readonly title = computed(() => {
    const day = this.day() ?? '';
    return this.isDay() ? dayText(day) : monthText(day.slice(0, 7));
  });
  protected readonly summary = computed(() => {
    const period = this.isDay() ? this.day() : this.day()?.slice(0, 7);
    const list = this.isDay() ? this.data.days.value() : this.data.months.value();
    return list?.summaries.find((summary) => summary.period === period);
  });
  protected readonly stacks = computed(() => {
    const day = this.day();
    const newest = this.newest();
    const days = this.data.days.value();
    if (day === undefined || newest === undefined || days === undefined) return undefined;
    if (!this.isDay()) return dayStacks(day.slice(0, 7), days.summaries, newest, this.unit());
    const halfHours = this.data.halfHours.value();
    return halfHours?.day === day ? halfHourStacks(halfHours.halfHours, this.unit()) : undefined;
  });
  protected readonly bounds = computed(() => {
    const [day, newest, months] = [this.day(), this.newest() ?? '', this.data.months.value()?.summaries];
    if (day === undefined) return { earlier: false, later: false };
    const oldest = months?.[0]?.period ?? '';
    const cut = this.isDay() ? 10 : 7;
    return {
      earlier: months !== undefined && (this.isDay() ? shiftDay(day, -1) >= oldest : day.slice(0, 7) > oldest),
      later: day.slice(0, cut) < newest.slice(0, cut),
    };
  });
  protected readonly amount = computed(() => (this.unit() === 'energy' ? energyText : moneyText));
  protected readonly tick = computed(() =>
    this.unit() === 'energy' ? (kWh: number) => `${Number(kWh.toFixed(2))}` : moneyText,
  );

  protected move(count: number): void {
    const day = this.day();
    if (day === undefined) return;
    void this.show(this.isDay() ? shiftDay(day, count) : monthSpan(shiftMonth(day.slice(0, 7), count)).last);
  }

  /** A day of the month was chosen: its half-hours. */
  protected open(index: number): void {
    const day = this.day();
    if (day === undefined || this.isDay()) return;
    const chosen = shiftDay(monthSpan(day.slice(0, 7)).first, index);
    if (chosen <= (this.newest() ?? '')) void this.show(chosen, 'day');
  }

  protected choosePeriod(value: string): void {
    const day = this.day();
    if (day !== undefined) void this.show(day, periodIn(value));
  }

  protected chooseUnit(value: string): void {
    void this.address.set({ unit: unitOut(value) }, { replace: true });
  }

  private show(day: CalendarDay, period = this.period()): Promise<void> {
    const isNewest = day >= (this.newest() ?? '');
    const date = period === 'day' ? day : day.slice(0, 7);
    return this.address.set({ period: period === 'day' ? undefined : period, date: isNewest ? undefined : date });
  }

  protected saveCsv(): void {
    const stacks = this.stacks();
    const period = this.isDay() ? this.day() : this.day()?.slice(0, 7);
    if (stacks === undefined || period === undefined) return;
    const inKWh = this.unit() === 'energy';
    this.save(`cydynni-${period}-${inKWh ? 'kwh' : 'pence'}.csv`, csvOf(stacks, inKWh ? 3 : 2));
  }
}
