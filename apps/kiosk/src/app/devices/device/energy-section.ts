import { Component, computed, inject, input, signal } from '@angular/core';
import { DeviceEnergy, type HouseholdDevice } from '@hub/contracts';
import { HubClock, remote } from '@hub/data-access';
import { dayOf, energyText, monthText } from '@hub/ui/format';
import { Choice, type Option } from '@hub/ui/choice';
import { StackChart } from '@hub/ui/stack-chart';
import { Tile } from '@hub/ui/tile';
import { energyStacks } from './energy-stacks';

const REFRESH_MS = 60_000;

/** What a device used today and this month. */
@Component({
  selector: 'hub-energy-section',
  imports: [Choice, StackChart, Tile],
  template: `
    <h2 i18n="@@device.energy">Energy</h2>
    @if (measured()) {
      <div class="tiles">
        <hub-tile> <ng-container label i18n="@@device.today">Today</ng-container>{{ totals().day }} </hub-tile>
        <hub-tile>
          <ng-container label>{{ monthName() }}</ng-container>{{ totals().month }}
        </hub-tile>
      </div>
      <div class="card">
        <hub-choice
          [compact]="true"
          legend="Show"
          i18n-legend="@@household.show"
          [options]="periods"
          [value]="period()"
          (valueChange)="period.set($event)"
        />
        <hub-stack-chart
          [stacks]="stacks()"
          [amount]="amount"
          [tick]="tick"
          axis="kWh"
          label="Electricity of this device by time"
          i18n-label="@@device.chart"
        />
      </div>
    } @else {
      <div class="card">
        <p class="soft" i18n="@@device.unmeasured">This device has not told what it uses.</p>
      </div>
    }
  `,
  styleUrls: ['../../settings/section.css'],
  styles: `
    .tiles {
      display: grid;
      grid-template-columns: repeat(2, minmax(0, 1fr));
      gap: 0.8rem;
      margin-bottom: 0.8rem;
    }
    .card {
      --plot-height: 13rem;
    }
    .soft {
      color: var(--ink-soft);
    }
    hub-choice {
      justify-self: start;
    }
  `,
})
export class EnergySection {
  private readonly time = inject(HubClock);
  readonly device = input.required<HouseholdDevice>();
  private readonly id = computed(() => this.device().id);
  private readonly today = computed(() => {
    const minuteS = this.time.minuteS();
    return minuteS === undefined ? undefined : dayOf(minuteS);
  });
  private readonly day = this.energyOf('day');
  private readonly month = this.energyOf('month');
  protected readonly period = signal('day');
  protected readonly periods: readonly Option[] = [
    { value: 'day', label: $localize`:@@household.day:Day` },
    { value: 'month', label: $localize`:@@household.month:Month` },
  ];
  protected readonly monthName = computed(() => monthText((this.today() ?? '2026-01').slice(0, 7)));
  protected readonly measured = computed(
    () =>
      this.device().powerW !== null ||
      this.device().energyKWh !== null ||
      typeof this.month.value()?.totalKWh === 'number',
  );
  protected readonly totals = computed(() => ({
    day: totalText(this.day.value()),
    month: totalText(this.month.value()),
  }));
  protected readonly stacks = computed(() => {
    const isDay = this.period() === 'day';
    const energy = isDay ? this.day.value() : this.month.value();
    const nowS = this.time.minuteS();
    return energy && nowS !== undefined ? energyStacks(energy.parts, isDay, nowS) : undefined;
  });
  protected readonly amount = energyText;
  protected readonly tick = (kWh: number): string => `${Number(kWh.toFixed(3))}`;

  private energyOf(period: 'day' | 'month') {
    return remote(
      () => {
        const today = this.today();
        return today === undefined ? undefined : `devices/${this.id()}/energy?day=${today}&period=${period}`;
      },
      DeviceEnergy,
      REFRESH_MS,
    );
  }
}

const totalText = (energy: DeviceEnergy | undefined): string =>
  energy === undefined || energy.totalKWh === null ? '–' : energyText(energy.totalKWh);
