import { Component, computed, input } from '@angular/core';
import { type NextRunView, type SchedulePrices, type ScheduleRule } from '@hub/contracts';
import { PlanLane } from '@hub/ui/plan-lane';
import { PlanSummary } from '../plan-summary';
import { priceSpans } from '../price-spans';
import { WhyPanel } from '../why-panel';

const HOUR_S = 3_600;

/** What a draft would do, worked out in the browser as the hub would do it, before anything is saved. */
@Component({
  selector: 'hub-draft-preview',
  imports: [PlanLane, PlanSummary, WhyPanel],
  template: `
    <h2 class="visually-hidden" i18n="@@preview.title">What this means</h2>
    <div aria-live="polite">
      @if (missing(); as missing) {
        <p class="missing">{{ missing }}</p>
      } @else if (runs()?.length === 0) {
        <p class="missing" i18n="@@preview.none">Nothing is ahead: this time has passed, or every day is left out.</p>
      } @else if (run(); as run) {
        <hub-plan-summary [run]="run" [nowS]="market()?.now ?? 0" />
      } @else {
        <p class="missing" i18n="@@preview.waiting">Waiting for the prices…</p>
      }
    </div>
    @if (run(); as run) {
      <hub-plan-lane
        class="lane"
        [startS]="market()?.now ?? 0"
        [endS]="endS()"
        [rows]="rows()"
        [prices]="spans()"
        [named]="false"
      />
      <details>
        <summary i18n="@@why.title">Why?</summary>
        <hub-why-panel [run]="run" [nowS]="market()?.now ?? 0" [asOf]="market()?.asOf ?? null" />
      </details>
    }
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: 0.7rem;
    }
    .missing {
      margin: 0;
      font-weight: 600;
    }
    summary {
      min-height: 2rem;
      color: var(--accent);
      font-weight: 600;
      cursor: pointer;
    }
    .lane {
      --prices-height: 3rem;
    }
    @container page (max-width: 44rem) {
      /* The sheet of a phone leaves room for what is asked above it. */
      .lane {
        display: none;
      }
    }
  `,
})
export class DraftPreview {
  readonly rule = input.required<ScheduleRule | undefined>();
  readonly runs = input.required<readonly NextRunView[] | undefined>();
  readonly market = input.required<SchedulePrices | undefined>();
  readonly missing = input.required<string | undefined>();
  protected readonly run = computed(() => this.runs()?.[0]);
  protected readonly endS = computed(() => {
    const start = this.market()?.now ?? 0;
    return Math.max(start + HOUR_S, (this.run()?.deadline ?? 0) + HOUR_S);
  });
  protected readonly rows = computed(() => {
    const run = this.run();
    return run ? [{ name: $localize`:@@preview.lane:This run`, blocks: run.blocks, dueS: run.deadline }] : [];
  });
  protected readonly spans = computed(() => priceSpans(this.market(), this.market()?.now ?? 0, this.endS()));
}
