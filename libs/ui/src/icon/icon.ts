import { Component, computed, input } from '@angular/core';

/** Outlines on a 24 px grid, drawn with a round pen. */
const OUTLINES = {
  now: 'M13 3 5 14h6l-1 7 8-11h-6l1-7z',
  settings: 'M4 7h9M19 7h1M4 17h1M11 17h9M16 4.5v5M8 14.5v5',
  fromGrid: 'M12 4v14M6 12.5l6 6 6-6',
  toGrid: 'M12 20V6M6 11.5l6-6 6 6',
  clock: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 7.5V12l3 2',
  unplugged: 'M4 4l16 16M9 7.5a9.5 9.5 0 0 1 11 2M4 9.5a9.5 9.5 0 0 1 2.5-1.600M8 13.5a5 5 0 0 1 3-1.400M12 18h.01',
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
      fill: none;
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
