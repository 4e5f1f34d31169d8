import { Component, computed, input } from '@angular/core';
import { type ScheduleEventView, ScheduleHistory as History } from '@hub/contracts';
import { remote } from '@hub/data-access';
import { formatClock } from '@hub/ui';
import { dayOf, shortDayText, shortWeekdayText } from '@hub/ui/format';
import { FaultNotice } from '../faults/fault-notice';
import { lengthText, priceText } from './run-words';

const REFRESH_MS = 60_000;
const SHOWN = 30;

const KINDS: Readonly<Record<ScheduleEventView['kind'], string>> = {
  created: $localize`:@@event.created:Made`,
  changed: $localize`:@@event.changed:Changed`,
  planned: $localize`:@@event.planned:Planned`,
  skipped: $localize`:@@event.skipped:Skipped`,
  paused: $localize`:@@event.paused:Pause set or ended`,
  boosted: $localize`:@@event.boosted:Boost set or ended`,
  off: $localize`:@@event.off:Switched off`,
  on: $localize`:@@event.on:Switched on`,
  undone: $localize`:@@event.undone:Undone`,
  ran: $localize`:@@event.ran:Ran`,
  interrupted: $localize`:@@event.interrupted:Interrupted by a power cut or restart`,
};

/** What was planned, what ran, what it cost, and what starting at once would have cost; newest first. */
@Component({
  selector: 'hub-schedule-history',
  imports: [FaultNotice],
  template: `
    @if (history.fault(); as fault) {
      <hub-fault-notice [fault]="fault" />
    }
    @if (rows(); as rows) {
      <div class="scroll" tabindex="0" role="region" aria-label="History" i18n-aria-label="@@schedule.history">
        <table>
          <thead>
            <tr>
              <th scope="col" i18n="@@history.when">When</th>
              <th scope="col" i18n="@@history.what">What</th>
              <th scope="col" i18n="@@history.times">Times</th>
              <th scope="col" i18n="@@history.cost">Cost</th>
              <th scope="col">{{ startNow }}</th>
            </tr>
          </thead>
          <tbody>
            @for (row of rows; track $index) {
              <tr [class.ran]="row.ran">
                <td class="when">{{ row.at }}</td>
                <th scope="row">{{ row.what }}</th>
                <td class="times">{{ row.times }}</td>
                <td class="cost">{{ row.cost }}</td>
                <td [attr.data-label]="startNow">{{ row.startNow }}</td>
              </tr>
            }
          </tbody>
        </table>
      </div>
    } @else if (!history.fault()) {
      <p i18n="@@history.loading">Loading the history…</p>
    }
  `,
  styleUrl: './schedule-history.css',
})
export class ScheduleHistory {
  readonly id = input.required<number>();
  protected readonly startNow = $localize`:@@history.startNow:If started at once`;
  protected readonly history = remote(() => `schedules/${this.id()}/history`, History, REFRESH_MS);
  protected readonly rows = computed(() => this.history.value()?.events.slice(0, SHOWN).map(rowOf));
}

function rowOf({ at, kind, blocks, costPence, startNowPence }: ScheduleEventView) {
  const day = dayOf(at);
  const minutes = blocks.reduce((sum, [start, end]) => sum + (end - start) / 60, 0);
  const times = blocks.map(([start, end]) => `${formatClock(start)}–${formatClock(end)}`).join(', ');
  return {
    at: `${shortWeekdayText(day)} ${shortDayText(day)}, ${formatClock(at)}`,
    what: KINDS[kind],
    ran: kind === 'ran',
    times: kind === 'ran' && times !== '' ? `${times} (${lengthText(minutes)})` : times,
    cost: costPence === null ? '' : priceText(costPence),
    startNow: startNowPence === null ? '' : priceText(startNowPence),
  };
}
