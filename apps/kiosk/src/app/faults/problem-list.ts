import { Component, computed, input } from '@angular/core';
import { type PreseedView, type ProblemView } from '@hub/contracts';
import { Icon } from '@hub/ui';
import { problemWords } from './problem-words';

/** What is wrong with the hub as a thing, and with the settings file on its card. */
@Component({
  selector: 'hub-problem-list',
  imports: [Icon],
  template: `
    @for (problem of shown(); track $index) {
      <div class="problem">
        <hub-icon name="alert" />
        <div [attr.lang]="problem.foreign ? 'en' : null">
          <strong>{{ problem.headline }}</strong>
          <p>{{ problem.help }}</p>
        </div>
      </div>
    }
    @if (preseed()?.state === 'rejected') {
      <div class="problem">
        <hub-icon name="alert" />
        <div>
          <strong i18n="@@problem.preseed">The settings file on the card was not used</strong>
          <p i18n="@@problem.preseedHelp">Correct cydynni.toml and start the hub again, or set it up on this page.</p>
          <ul lang="en">
            @for (fault of preseed()?.faults; track $index) {
              <li>
                <code>{{ fault.key }}</code> {{ fault.message }}
                @if (fault.line !== null) {
                  <span i18n="@@problem.line">(line {{ fault.line }})</span>
                }
              </li>
            }
          </ul>
        </div>
      </div>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 0.7rem;
    }
    :host(:empty) {
      display: none;
    }
    .problem {
      display: flex;
      gap: 0.8em;
      padding: 0.9em 1.1em;
      border-radius: var(--radius);
      background: var(--alert-surface);
      color: var(--alert-ink);
    }
    hub-icon {
      font-size: 1.3em;
    }
    p,
    ul {
      margin: 0.15em 0 0;
    }
    ul {
      padding-left: 1.2em;
    }
  `,
})
export class ProblemList {
  readonly problems = input.required<readonly ProblemView[]>();
  readonly preseed = input<PreseedView | null>(null);
  /** A rejected settings file is told line by line below, and not once more as a problem. */
  protected readonly shown = computed(() =>
    this.problems()
      .filter(({ code }) => code !== 'PRESEED_REJECTED' || this.preseed() === null)
      .map(problemWords),
  );
}
