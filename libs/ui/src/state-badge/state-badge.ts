import { Component, input } from '@angular/core';
import { Icon } from '../icon/icon';

/** What can be said about the newest reading; `unknown` before the hub has spoken. */
export type BadgeState = 'unknown' | 'live' | 'delayed' | 'missing';

/** The state of the reading in a word and a shape. Colour only repeats what they say. */
@Component({
  selector: 'hub-state-badge',
  imports: [Icon],
  template: `
    @switch (state()) {
      @case ('live') {
        <span class="beat"></span><span i18n="@@state.live">Live</span>
      }
      @case ('delayed') {
        <hub-icon name="clock" /><span i18n="@@state.delayed">Delayed</span>
      }
      @case ('missing') {
        <hub-icon name="nothing" /><span i18n="@@state.missing">No reading</span>
      }
      @case ('unknown') {
        <span class="waiting"></span><span i18n="@@state.unknown">Connecting</span>
      }
    }
  `,
  styleUrl: './state-badge.css',
  host: { '[attr.data-state]': 'state()' },
})
export class StateBadge {
  readonly state = input.required<BadgeState>();
}
