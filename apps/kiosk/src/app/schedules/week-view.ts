import { Component, computed, input } from '@angular/core';
import { type ScheduleRule } from '@hub/contracts';
import { shiftDay, weekdayOf } from '@hub/domain/time';
import { formatClock } from '@hub/ui';
import { dayOf, shortWeekdayText } from '@hub/ui/format';

type Mark = 'skipped' | 'paused' | 'run' | 'none';

/** Seven days from today on: by when it is to be ready, and what is left out. */
@Component({
  selector: 'hub-week-view',
  template: `
    <ol>
      @for (day of days(); track day.day) {
        <li [attr.data-mark]="day.mark" [attr.aria-current]="$first ? 'date' : null">
          <span class="day">{{ day.name }}</span>
          <span class="times">{{ day.times || '–' }}</span>
          @switch (day.mark) {
            @case ('skipped') {
              <span class="mark" i18n="@@week.skipped">skipped</span>
            }
            @case ('paused') {
              <span class="mark" i18n="@@week.paused">paused</span>
            }
          }
        </li>
      }
    </ol>
  `,
  styles: `
    ol {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(4.6rem, 1fr));
      gap: 0.4rem;
      margin: 0;
      padding: 0;
      list-style: none;
    }
    li {
      display: grid;
      align-content: start;
      gap: 0.1rem;
      padding: 0.5rem 0.6rem;
      border: 1px solid var(--line);
      border-radius: 0.6rem;
      font-variant-numeric: tabular-nums;
    }
    li[aria-current] {
      border-color: var(--accent);
    }
    li[data-mark='run'] {
      background: var(--good-surface);
      color: var(--good-ink);
    }
    .day {
      font-weight: 600;
    }
    .times {
      font-weight: 700;
    }
    [data-mark='none'] .times {
      font-weight: 400;
    }
    [data-mark='skipped'] .times,
    [data-mark='paused'] .times {
      text-decoration: line-through;
    }
  `,
})
export class WeekView {
  readonly rule = input.required<ScheduleRule>();
  readonly nowS = input.required<number>();
  protected readonly days = computed(() => {
    const { week, once, skip, pauseUntil } = this.rule();
    return Array.from({ length: 7 }, (_, ahead) => {
      const day = shiftDay(dayOf(this.nowS()), ahead);
      const weekly = week[(weekdayOf(day) + 6) % 7] ?? [];
      const asked = once === null ? weekly : once.date === day ? [once.time] : [];
      // What had to be ready earlier today is history.
      const times = ahead === 0 ? asked.filter((time) => time > formatClock(this.nowS())) : asked;
      const left = times.filter((time) => !skip.includes(`${day}T${time}`));
      const mark: Mark =
        times.length === 0
          ? 'none'
          : pauseUntil !== null && day < pauseUntil
            ? 'paused'
            : left.length === 0
              ? 'skipped'
              : 'run';
      return { day, name: shortWeekdayText(day), times: times.join(', '), mark };
    });
  });
}
