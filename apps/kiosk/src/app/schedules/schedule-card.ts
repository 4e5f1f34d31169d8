import { Component, computed, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type ScheduleView } from '@hub/contracts';
import { formatClock } from '@hub/ui';
import { dayOf, shortDayText } from '@hub/ui/format';
import { PlanSummary } from './plan-summary';
import { phaseOf } from './run-words';
import { ScheduleButtons } from './schedule-buttons';

/** One schedule at a glance: what it is about, its next run, and the exceptions. */
@Component({
  selector: 'hub-schedule-card',
  imports: [PlanSummary, RouterLink, ScheduleButtons],
  template: `
    <h3>
      @if (linked()) {
        <a [routerLink]="['/schedules', schedule().id]">{{ name() }}</a>
      } @else {
        {{ name() }}
      }
    </h3>
    @switch (phase()) {
      @case ('boosted') {
        <p class="phase on" i18n="@@phase.boosted">On until {{ boostUntil() }}, whatever the plan says</p>
      }
      @case ('running') {
        <p class="phase on" i18n="@@phase.running">Running now</p>
      }
      @case ('off') {
        <p class="phase" i18n="@@phase.off">This schedule is off: it runs nothing</p>
      }
      @case ('paused') {
        <p class="phase" i18n="@@phase.paused">Paused until {{ pausedUntil() }}</p>
      }
      @case ('done') {
        <p class="phase" i18n="@@phase.done">Nothing is ahead</p>
      }
    }
    @if (schedule().interrupted) {
      <p class="phase" role="note" i18n="@@phase.interrupted">
        A power cut or a restart interrupted this run. What was missed is made up for if it still fits.
      </p>
    }
    @if (run(); as run) {
      <hub-plan-summary [run]="run" [nowS]="nowS()" />
    }
    <hub-schedule-buttons [schedule]="schedule()" [name]="name()" [nowS]="nowS()" (changed)="changed.emit($event)" />
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      align-content: start;
      gap: 0.7rem;
      min-width: 0;
      padding: 1rem 1.1rem;
      border: 1px solid var(--line);
      border-radius: var(--radius);
      background: var(--surface);
    }
    h3 {
      margin: 0;
      font-size: 1.2em;
    }
    a {
      display: inline-flex;
      align-items: center;
      min-height: 2rem;
      color: var(--accent);
    }
    p {
      margin: 0;
    }
    .phase {
      font-weight: 600;
    }
    .on {
      color: var(--export-ink);
    }
    hub-schedule-buttons {
      align-self: end;
    }
  `,
})
export class ScheduleCard {
  readonly schedule = input.required<ScheduleView>();
  readonly name = input.required<string>();
  readonly nowS = input.required<number>();
  /** Whether the name leads to the schedule's own page. */
  readonly linked = input(true);
  readonly changed = output<ScheduleView>();
  protected readonly run = computed(() => this.schedule().next[0]);
  protected readonly phase = computed(() => phaseOf(this.schedule(), this.nowS(), dayOf(this.nowS())));
  protected readonly boostUntil = computed(() => formatClock(this.schedule().standing.boostUntil ?? 0));
  protected readonly pausedUntil = computed(() => shortDayText(this.schedule().rule.pauseUntil ?? ''));
}
