import { Component } from '@angular/core';

/** One figure: what it is (`[label]`), the figure itself, and a remark (`[note]`). */
@Component({
  selector: 'hub-tile',
  template: `
    <span class="label"><ng-content select="[label]" /></span>
    <strong><ng-content /></strong>
    <span class="note"><ng-content select="[note]" /></span>
  `,
  styles: `
    :host {
      container-type: inline-size;
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      align-content: start;
      gap: 0.1em;
      min-width: 0;
      padding: 0.9em 1.1em;
      border: 1px solid var(--line);
      border-radius: var(--radius);
      background: var(--surface);
    }
    strong {
      font-size: clamp(1.1em, 16cqi, 1.75em);
      white-space: nowrap;
      font-variant-numeric: tabular-nums;
      letter-spacing: -0.02em;
      line-height: 1.15;
    }
    .label,
    .note {
      color: var(--ink-soft);
    }
    .note:empty {
      display: none;
    }
  `,
})
export class Tile {}
