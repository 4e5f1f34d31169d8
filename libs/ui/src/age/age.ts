import { Component, computed, input } from '@angular/core';

type AgeUnit = 'second' | 'minute' | 'hour' | 'day';

const MINUTE_S = 60;
const HOUR_S = 3_600;
const DAY_S = 86_400;

/** An age in its largest whole unit. */
export function ageParts(ageS: number): { readonly count: number; readonly unit: AgeUnit } {
  if (ageS < MINUTE_S) return { count: Math.floor(ageS), unit: 'second' };
  if (ageS < HOUR_S) return { count: Math.floor(ageS / MINUTE_S), unit: 'minute' };
  if (ageS < 2 * DAY_S) return { count: Math.floor(ageS / HOUR_S), unit: 'hour' };
  return { count: Math.floor(ageS / DAY_S), unit: 'day' };
}

/** How long ago something was, in words: "42 seconds ago". */
@Component({
  selector: 'hub-age',
  template: `
    @switch (parts().unit) {
      @case ('second') {
        <ng-container i18n="@@age.seconds">{parts().count, plural,
          one {1 second ago}
          other {{{ parts().count }} seconds ago}
        }</ng-container>
      }
      @case ('minute') {
        <ng-container i18n="@@age.minutes">{parts().count, plural,
          one {1 minute ago}
          other {{{ parts().count }} minutes ago}
        }</ng-container>
      }
      @case ('hour') {
        <ng-container i18n="@@age.hours">{parts().count, plural,
          one {1 hour ago}
          other {{{ parts().count }} hours ago}
        }</ng-container>
      }
      @case ('day') {
        <ng-container i18n="@@age.days">{parts().count, plural,
          one {1 day ago}
          other {{{ parts().count }} days ago}
        }</ng-container>
      }
    }
  `,
})
export class Age {
  readonly ageS = input.required<number>();
  protected readonly parts = computed(() => ageParts(this.ageS()));
}
