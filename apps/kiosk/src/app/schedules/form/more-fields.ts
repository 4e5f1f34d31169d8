import { Component, input, output } from '@angular/core';
import { type Draft, type Holidays } from './draft';

const numberOrNothing = ({ value, valueAsNumber }: HTMLInputElement): number | undefined =>
  value === '' ? undefined : valueAsNumber;

/** Limits that most households never need. */
@Component({
  selector: 'hub-more-fields',
  template: `
    <details>
      <summary i18n="@@more.title">More</summary>
      <div class="row">
        <label class="field">
          <span i18n="@@more.ceiling">Never above this price, p per unit</span>
          <input
            #ceiling
            type="number"
            inputmode="decimal"
            min="0"
            max="1000"
            step="any"
            [value]="draft().ceilingPence ?? ''"
            (input)="changed.emit({ ceilingPence: number(ceiling) })"
          />
        </label>
        <label class="field">
          <span i18n="@@more.earliest">Not before</span>
          <input
            #earliest
            type="time"
            [value]="draft().earliest"
            (change)="changed.emit({ earliest: earliest.value })"
          />
        </label>
        @if (draft().repeats) {
          <label class="field">
            <span i18n="@@more.holidays">On bank holidays</span>
            <select #holidays (change)="chooseHolidays(holidays.value)">
              <option value="same" [selected]="draft().holidays === 'same'" i18n="@@more.holidaysSame">as usual</option>
              <option value="sunday" [selected]="draft().holidays === 'sunday'" i18n="@@more.holidaysSunday">
                as on a Sunday
              </option>
              <option value="none" [selected]="draft().holidays === 'none'" i18n="@@more.holidaysNone">
                not at all
              </option>
            </select>
          </label>
        }
        @if (draft().canPause) {
          <label class="field">
            <span i18n="@@more.leastMinutes">Each run at least, minutes</span>
            <input
              #least
              type="number"
              inputmode="numeric"
              min="0"
              max="720"
              step="1"
              [value]="draft().leastMinutes"
              (input)="changed.emit({ leastMinutes: number(least) ?? 0 })"
            />
          </label>
          <label class="field">
            <span i18n="@@more.mostStarts">Starts at most</span>
            <input
              #starts
              type="number"
              inputmode="numeric"
              min="1"
              max="50"
              step="1"
              [value]="draft().mostStarts ?? ''"
              (input)="changed.emit({ mostStarts: number(starts) })"
            />
          </label>
        }
      </div>
      <label class="switch">
        <input #late type="checkbox" [checked]="draft().late" (change)="changed.emit({ late: late.checked })" />
        <span i18n="@@more.late">Of equally cheap times the latest, as for hot water that cools</span>
      </label>
      <label class="switch">
        <input #stays type="checkbox" [checked]="draft().staysOn" (change)="changed.emit({ staysOn: stays.checked })" />
        <span i18n="@@more.staysOn">Leave it on when it is done</span>
      </label>
      <label class="switch">
        <input
          #spread
          type="checkbox"
          [checked]="draft().spreadStart"
          (change)="changed.emit({ spreadStart: spread.checked })"
        />
        <span i18n="@@more.spread"
          >Start a few minutes after the price falls, so that not every home starts at once</span
        >
      </label>
    </details>
  `,
  styleUrl: './fields.css',
})
export class MoreFields {
  readonly draft = input.required<Draft>();
  readonly changed = output<Partial<Draft>>();
  protected readonly number = numberOrNothing;

  protected chooseHolidays(value: string): void {
    const chosen = (['same', 'sunday', 'none'] as const satisfies readonly Holidays[]).find((one) => one === value);
    if (chosen) this.changed.emit({ holidays: chosen });
  }
}
