import { Component, computed, input } from '@angular/core';
import { type NextRunView } from '@hub/contracts';
import { Icon } from '@hub/ui';
import { soonText } from '@hub/ui/format';
import { isPriced, lengthText, priceText, reasonText, savedText, timesText } from './run-words';

/** One run in words: ready by when, when it runs, what that costs and saves; and when it does not fit, by how much and why. */
@Component({
  selector: 'hub-plan-summary',
  imports: [Icon],
  template: `
    @let words = text();
    <p class="ready">
      <hub-icon [name]="words.short ? 'alert' : 'check'" />
      <span i18n="@@plan.readyBy">Ready by {{ words.readyBy }}</span>
    </p>
    @if (words.times) {
      <p class="times">
        <strong>{{ words.times }}</strong>
      </p>
      <p>
        @if (words.cost) {
          <strong class="cost">{{ words.cost }}</strong>
        } @else {
          <span i18n="@@plan.noCost">What it costs is not known yet.</span>
        }
        @if (words.saved) {
          &ngsp;<span class="saved" i18n="@@plan.saves">saves {{ words.saved }} against starting now</span>
        }
      </p>
    }
    @if (words.short) {
      <p class="short" role="note">
        @if (words.times) {
          <span i18n="@@plan.short">{{ words.short }} of it will not be done in time: {{ words.reason }}.</span>
        } @else {
          <span i18n="@@plan.shortAll">It cannot run at all: {{ words.reason }}.</span>
        }
      </p>
    }
  `,
  styleUrl: './plan-summary.css',
})
export class PlanSummary {
  readonly run = input.required<NextRunView>();
  readonly nowS = input.required<number>();
  protected readonly text = computed(() => {
    const [run, nowS] = [this.run(), this.nowS()];
    return {
      readyBy: soonText(run.deadline, nowS),
      times: timesText(run.blocks, nowS),
      cost: isPriced(run) ? priceText(run.cost.chosenPence) : '',
      saved: savedText(run),
      short: run.shortfallMinutes > 0 ? lengthText(run.shortfallMinutes) : undefined,
      reason: run.reason === null ? '' : reasonText(run.reason),
    };
  });
}
