import { Component, computed, input } from '@angular/core';
import { adviseLoad, type Load, type PricedSlot } from '@hub/domain/community';
import { aboutMoney, soonText } from '@hub/ui/format';

const HOUR_S = 3_600;
/** Further ahead people do not plan a wash, and a forecast is a guess. */
const HORIZON_S = 24 * HOUR_S;

/** What households most often move. The energy of one run: an ordinary machine, and a night's top-up of a car. */
const LOADS: readonly (Load & { readonly name: string })[] = [
  { name: $localize`:@@load.wash:A wash`, durationS: 2 * HOUR_S, energyKWh: 1 },
  { name: $localize`:@@load.dishwasher:A dishwasher run`, durationS: 2 * HOUR_S, energyKWh: 1.2 },
  { name: $localize`:@@load.car:Charging a car (15 kWh)`, durationS: 2 * HOUR_S, energyKWh: 15 },
];

/** What the common loads cost when they start now, and at the time ahead to compare that with. */
@Component({
  selector: 'hub-load-advice',
  template: `
    <ul>
      @for (line of lines(); track line.name) {
        <li>
          @if (line.then; as then) {
            <span i18n="@@load.compare"
              >{{ line.name }} costs about <strong>{{ line.now }}</strong> now; at {{ then.time }} about
              <strong>{{ then.cost }}</strong>.</span
            >
          } @else {
            <span i18n="@@load.same"
              >{{ line.name }} costs about <strong>{{ line.now }}</strong>, now or later.</span
            >
          }
        </li>
      }
    </ul>
  `,
  styles: `
    ul {
      display: grid;
      gap: 0.3em;
      margin: 0;
      padding: 0;
      list-style: none;
      font-variant-numeric: tabular-nums;
    }
  `,
})
export class LoadAdviceList {
  readonly slots = input.required<readonly PricedSlot[]>();
  readonly nowS = input.required<number>();
  protected readonly lines = computed(() =>
    LOADS.flatMap((load) => {
      const nowS = this.nowS();
      const advice = adviseLoad(this.slots(), nowS, load, HORIZON_S);
      if (advice === undefined) return [];
      const { nowPence, other } = advice;
      const then = other && { time: soonText(other.time, nowS), cost: aboutMoney(other.pence) };
      return [{ name: load.name, now: aboutMoney(nowPence), then }];
    }),
  );
}
