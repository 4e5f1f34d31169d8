import { Component, computed, input } from '@angular/core';
import { bytesText } from '../format/bytes';

/** How far a transfer is, in bytes and, when it is known, in time. */
@Component({
  selector: 'hub-progress',
  template: `
    <progress [max]="totalBytes()" [value]="doneBytes()" [attr.aria-label]="label()"></progress>
    <span class="words">
      <span i18n="@@progress.bytes">{{ texts().done }} of {{ texts().total }}</span>
      @if (secondsLeft(); as seconds) {
        @if (seconds < 90) {
          <span i18n="@@progress.seconds">{texts().seconds, plural,
            one {about 1 second left}
            other {about {{ texts().seconds }} seconds left}
          }</span>
        } @else {
          <span i18n="@@progress.minutes">{texts().minutes, plural,
            one {about 1 minute left}
            other {about {{ texts().minutes }} minutes left}
          }</span>
        }
      }
    </span>
  `,
  styles: `
    :host {
      display: grid;
      gap: 0.3em;
    }
    progress {
      width: 100%;
      height: 0.8rem;
      overflow: hidden;
      border: 1px solid var(--line-strong);
      border-radius: 0.4rem;
      background: var(--surface);
      appearance: none;
    }
    progress::-webkit-progress-bar {
      background: var(--surface);
    }
    progress::-webkit-progress-value {
      background: var(--accent);
    }
    progress::-moz-progress-bar {
      background: var(--accent);
    }
    .words {
      display: flex;
      flex-wrap: wrap;
      gap: 0.2em 1em;
      font-variant-numeric: tabular-nums;
    }
  `,
})
export class Progress {
  readonly label = input.required<string>();
  readonly doneBytes = input.required<number>();
  readonly totalBytes = input.required<number>();
  readonly secondsLeft = input<number | null>(null);
  protected readonly texts = computed(() => ({
    done: bytesText(this.doneBytes()),
    total: bytesText(this.totalBytes()),
    seconds: Math.ceil(this.secondsLeft() ?? 0),
    minutes: Math.round((this.secondsLeft() ?? 0) / 60),
  }));
}
