import { Component, computed } from '@angular/core';
import { RouterLink } from '@angular/router';
import { DAY_S } from '@hub/domain/time';
import { PlanLane } from '@hub/ui/plan-lane';
import { FaultNotice } from '../faults/fault-notice';
import { CapSection } from './cap-section';
import { ScheduleCard } from './schedule-card';
import { schedulesData } from './schedules-data';

/** Everything that is planned, device by device. */
@Component({
  selector: 'hub-schedules-page',
  imports: [CapSection, FaultNotice, PlanLane, RouterLink, ScheduleCard],
  template: `
    <header>
      <h1 i18n="@@page.schedules">Planned runs</h1>
      @if (data.canPlan()) {
        <a class="main" routerLink="/schedules/new" i18n="@@page.newSchedule">Plan a run</a>
      }
    </header>
    @if (data.fault(); as fault) {
      <hub-fault-notice [fault]="fault" />
    }
    @if (data.schedules(); as schedules) {
      @if (data.rows().length > 0) {
        <section class="card">
          <hub-plan-lane [startS]="data.nowS()" [endS]="endS()" [rows]="data.rows()" />
        </section>
      }
      <div class="cards">
        @for (schedule of schedules; track schedule.view.id) {
          <hub-schedule-card
            [schedule]="schedule.view"
            [name]="schedule.name"
            [nowS]="data.nowS()"
            (changed)="data.take($event)"
          />
        } @empty {
          <div class="card empty">
            <p i18n="@@schedules.empty">
              Nothing is planned yet. Say by when something has to be ready, and the hub runs it when electricity is
              cheapest.
            </p>
            @if (!data.canPlan() && data.devices()) {
              <a class="main" routerLink="/devices" i18n="@@schedule.toDevices">Go to Devices</a>
            }
          </div>
        }
      </div>
      @if (data.canPlan()) {
        <hub-cap-section class="card" />
      }
    } @else if (!data.fault()) {
      <p class="waiting" i18n="@@schedules.loading">Loading what is planned…</p>
    }
  `,
  styleUrls: ['../report/report.css', './schedules-page.css'],
})
export class SchedulesPage {
  protected readonly data = schedulesData();
  protected readonly endS = computed(() => this.data.nowS() + DAY_S);
}
