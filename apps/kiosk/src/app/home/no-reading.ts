import { Component, input } from '@angular/core';

/** The empty state: there is no reading to show, and what brings one. */
@Component({
  selector: 'hub-no-reading',
  template: `
    @if (lastTime() === null) {
      <h2 i18n="@@none.first">Waiting for the first reading</h2>
    } @else {
      <h2 i18n="@@none.long">No reading for more than a day</h2>
    }
    <ol>
      <li i18n="@@none.power">Check that the meter gateway has power: its light is on.</li>
      <li i18n="@@none.wifi">Check that it is on the same WiFi as this hub.</li>
      <li i18n="@@none.wait">
        Then wait a moment. It sends a reading every few seconds, and it appears here by itself.
      </li>
    </ol>
  `,
  styles: `
    :host {
      display: block;
      max-width: 52rem;
    }
    h2 {
      font-size: 1.6em;
      letter-spacing: -0.02em;
    }
    ol {
      display: grid;
      gap: 0.45em;
      margin: 0.7em 0 0;
      padding-left: 1.4em;
    }
    li::marker {
      font-weight: 700;
    }
  `,
})
export class NoReading {
  /** Unix second of the newest reading, too old to show; null when there never was one. */
  readonly lastTime = input.required<number | null>();
}
