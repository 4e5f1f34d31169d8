import { Component, input } from '@angular/core';
import { type ReadingState } from '@hub/data-access';
import { type Trouble } from './live-view';

/** Tells a screen reader when the state changes, and never a reading or an age. */
@Component({
  selector: 'hub-state-announcement',
  template: `
    @switch (trouble()) {
      @case ('unreachable') {
        <span i18n="@@trouble.unreachable">The hub does not answer</span>
      }
      @case ('unreadable') {
        <span i18n="@@trouble.unreadable">This page does not understand the hub</span>
      }
      @default {
        @switch (reading()) {
          @case ('live') {
            <span i18n="@@announce.live">Readings are live</span>
          }
          @case ('delayed') {
            <span i18n="@@announce.delayed">Readings are delayed</span>
          }
          @case ('missing') {
            <span i18n="@@announce.missing">There is no reading from the meter</span>
          }
        }
      }
    }
  `,
  host: { role: 'status', 'aria-live': 'polite', class: 'visually-hidden' },
})
export class StateAnnouncement {
  readonly reading = input.required<ReadingState['kind']>();
  readonly trouble = input.required<Trouble | undefined>();
}
