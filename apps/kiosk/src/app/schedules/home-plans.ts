import { Component, computed } from '@angular/core';
import { RouterLink } from '@angular/router';
import { DAY_S } from '@hub/domain/time';
import { PlanLane } from '@hub/ui/plan-lane';
import { ScheduleCard } from './schedule-card';
import { schedulesData } from './schedules-data';

/** What the first page has room for: the soonest. */
const SHOWN = 3;

/** What is planned in the next day, below the fold of the first page; nothing on a hub that can switch nothing. */
@Component({
  selector: 'hub-home-plans',
  imports: [PlanLane, RouterLink, ScheduleCard],
  template: `
    @if (data.schedules()?.length || data.canPlan()) {
      <header>
        <h2 i18n="@@page.schedules">Planned runs</h2>
        <a routerLink="/schedules/new" i18n="@@page.newSchedule">Plan a run</a>
        @if ((data.schedules()?.length ?? 0) > shown) {
          <a routerLink="/schedules" i18n="@@home.allPlans">All of them</a>
        }
      </header>
      @if (data.rows().length > 0) {
        <hub-plan-lane [startS]="data.nowS()" [endS]="endS()" [rows]="data.rows()" />
      }
      <div class="cards">
        @for (schedule of data.schedules()?.slice(0, shown); track schedule.view.id) {
          <hub-schedule-card
            [schedule]="schedule.view"
            [name]="schedule.name"
            [nowS]="data.nowS()"
            (changed)="data.take($event)"
          />
        } @empty {
          <p i18n="@@home.noPlans">Nothing is planned: say by when something has to be ready.</p>
        }
      </div>
    }
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: 0.9rem;
    }
    header {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0.4rem 1.4rem;
    }
    h2 {
      font-size: var(--text-large);
    }
    a {
      display: inline-flex;
      align-items: center;
      min-height: 2.75rem;
      color: var(--accent);
      font-weight: 600;
    }
    p {
      margin: 0;
    }
    .cards {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(100%, 20rem), 1fr));
      gap: 1rem;
    }
  `,
})
export class HomePlans {
  protected readonly data = schedulesData();
  protected readonly shown = SHOWN;
  protected readonly endS = computed(() => this.data.nowS() + DAY_S);
}
