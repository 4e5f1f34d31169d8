import { Component } from '@angular/core';

/** The empty state: no reading has come yet, and what brings one. */
@Component({
  selector: 'hub-first-reading',
  template: `
    <h2 i18n="@@first.title">Waiting for the first reading</h2>
    <ol>
      <li i18n="@@first.power">Check that the meter gateway has power: its light is on.</li>
      <li i18n="@@first.wifi">Check that it is on the same WiFi as this hub.</li>
      <li i18n="@@first.wait">Then wait a moment. It sends a reading every few seconds, and it appears here by itself.</li>
    </ol>
  `,
  styles: `
    :host {
      display: block;
      max-width: 38rem;
    }
    h2 {
      font-size: 1.75em;
      letter-spacing: -0.02em;
    }
    ol {
      display: grid;
      gap: 0.5em;
      margin: 0.8em 0 0;
      padding-left: 1.4em;
      font-size: var(--text-large);
    }
    li::marker {
      font-weight: 700;
    }
  `,
})
export class FirstReading {}
