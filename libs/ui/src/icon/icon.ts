import { Component, computed, input } from '@angular/core';

/** Outlines on a 24 px grid, drawn with a round pen. */
const OUTLINES = {
  home: 'M13 3 5 14h6l-1 7 8-11h-6l1-7z',
  settings: 'M4 7h9M19 7h1M4 17h1M11 17h9M16 4.5v5M8 14.5v5',
  forecast: 'M12 4v2M5.6 6.6 7 8M18.4 6.6 17 8M3 17h18M7 17a5 5 0 0 1 10 0M8 20.5h8',
  household: 'M4 11.5 12 4l8 7.5M6.5 10v9.5h11V10M10 19.5v-5h4v5',
  community:
    'M9 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM3.5 19c.4-3.4 2.5-5 5.5-5s5.1 1.6 5.5 5M15.5 5.3a3 3 0 0 1 0 5.4M17 14.3c2.1.6 3.2 2.2 3.5 4.7',
  plug: 'M9 3.5V8M15 3.5V8M6.5 8h11v3.5a5.5 5.5 0 0 1-11 0zM12 17v3.5',
  person: 'M12 11.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5c.6-4.2 3.4-6.5 7.5-6.5s6.9 2.3 7.5 6.5',
  good: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM8 12.3l2.8 2.8L16 9.5',
  fair: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM7.5 12.5c1.5-2 3-2 4.5 0s3 2 4.5 0',
  poor: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM10 9v6M14 9v6',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  alert: 'M12 4 3 19.5h18zM12 10v4.5M12 17h.01',
  earlier: 'M14.5 5.5 8 12l6.5 6.5',
  later: 'M9.5 5.5 16 12l-6.5 6.5',
  download: 'M12 4v11M7 10.5l5 5 5-5M5 19.5h14',
  upload: 'M12 16V5M7 9.5l5-5 5 5M5 19.5h14',
  star: 'M12 4l2.4 5 5.6.7-4.1 3.8 1.1 5.5-5-2.7-5 2.7 1.1-5.5L4 9.7 9.6 9z',
  fromGrid: 'M12 4v14M6 12.5l6 6 6-6',
  toGrid: 'M12 20V6M6 11.5l6-6 6 6',
  clock: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 7.5V12l3 2',
  unplugged: 'M4 4l16 16M9 7.5a9.5 9.5 0 0 1 11 2M4 9.5a9.5 9.5 0 0 1 2.5-1.6M8 13.5a5 5 0 0 1 3-1.4M12 18h.01',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  nothing: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM8.5 12h7',
} as const;

export type IconName = keyof typeof OUTLINES;

/** A drawing beside words that say the same; never alone. */
@Component({
  selector: 'hub-icon',
  template: `<svg viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path [attr.d]="outline()" /></svg>`,
  styles: `
    :host {
      display: inline-flex;
      flex: none;
    }
    svg {
      width: 1.25em;
      height: 1.25em;
      fill: var(--icon-fill, none);
      stroke: currentColor;
      stroke-width: 2;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
  `,
})
export class Icon {
  readonly name = input.required<IconName>();
  protected readonly outline = computed(() => OUTLINES[this.name()]);
}
