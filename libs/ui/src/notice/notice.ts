import { Component } from '@angular/core';
import { Icon } from '../icon/icon';

/** Something the household should know: a headline (`[headline]`), what happens next, and at most one action (`button`). */
@Component({
  selector: 'hub-notice',
  imports: [Icon],
  template: `
    <hub-icon name="unplugged" />
    <div class="words">
      <strong><ng-content select="[headline]" /></strong>
      <span><ng-content /></span>
    </div>
    <ng-content select="button" />
  `,
  styles: `
    :host {
      display: flex;
      align-items: center;
      gap: 0.9em;
      padding: 0.8em 1.1em;
      border-radius: var(--radius);
      background: var(--notice-surface, var(--warn-surface));
      color: var(--notice-ink, var(--warn-ink));
    }
    hub-icon {
      font-size: 1.3em;
    }
    .words {
      display: grid;
      gap: 0.15em;
      flex: 1;
    }
  `,
})
export class Notice {}
