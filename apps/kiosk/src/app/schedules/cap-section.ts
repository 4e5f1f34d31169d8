import { Component, computed, inject, signal } from '@angular/core';
import { PowerCap } from '@hub/contracts';
import { HubApi, remote } from '@hub/data-access';
import { powerText } from '@hub/ui/format';
import { FaultNotice } from '../faults/fault-notice';
import { Task } from '../form/task';
import { SignInGate } from '../sign-in/sign-in-gate';
import { SCHEDULE_WORDS } from './schedule-faults';

const REFRESH_MS = 300_000;
const LEAST_KW = 0.5;
const MOST_KW = 50;

/** The most power that the house may take in all: planned runs then share it. */
@Component({
  selector: 'hub-cap-section',
  imports: [FaultNotice],
  template: `
    <details>
      <summary>
        <span i18n="@@cap.title">Power limit of the house</span>
        <span class="now">{{ now() }}</span>
      </summary>
      <p class="hint" i18n="@@cap.hint">
        Planned runs then share this power, and leave the house what it usually takes. Leave it empty for no limit.
      </p>
      <form (submit)="$event.preventDefault(); save(cap.value)">
        <label class="field">
          <span i18n="@@cap.label">At most, kW</span>
          <input
            #cap
            type="number"
            inputmode="decimal"
            [min]="leastKW"
            [max]="mostKW"
            step="any"
            [value]="kW()"
            [disabled]="task.busy()"
          />
        </label>
        <button [disabled]="task.busy()" i18n="@@form.save">Save</button>
      </form>
      @if (task.fault(); as fault) {
        <hub-fault-notice [fault]="fault" [own]="words" />
      }
      <p aria-live="polite">
        @if (saved()) {
          <span i18n="@@cap.saved">Saved. Runs are planned by it within a minute.</span>
        }
      </p>
    </details>
  `,
  styleUrl: './form/fields.css',
  styles: `
    form {
      display: flex;
      flex-wrap: wrap;
      align-items: end;
      gap: 0.8rem;
    }
    .now {
      color: var(--ink-soft);
      font-weight: 400;
    }
  `,
})
export class CapSection {
  private readonly api = inject(HubApi);
  private readonly gate = inject(SignInGate);
  protected readonly cap = remote(() => 'schedules/cap', PowerCap, REFRESH_MS);
  protected readonly task = new Task();
  protected readonly words = SCHEDULE_WORDS;
  protected readonly leastKW = LEAST_KW;
  protected readonly mostKW = MOST_KW;
  protected readonly saved = signal(false);
  protected readonly kW = computed(() => {
    const capW = this.cap.value()?.capW ?? null;
    return capW === null ? '' : `${capW / 1_000}`;
  });
  protected readonly now = computed(() => {
    const cap = this.cap.value();
    if (cap === undefined) return '';
    return cap.capW === null ? $localize`:@@cap.none:none` : powerText(cap.capW);
  });

  protected async save(text: string): Promise<void> {
    this.saved.set(false);
    await this.task.run(async () => {
      const capW = text === '' ? null : Math.round(Number(text) * 1_000);
      const set = await this.gate.run(() => this.api.send('PUT', 'schedules/cap', PowerCap, { capW }));
      if (set === undefined) return;
      this.cap.set(set);
      this.saved.set(true);
    });
  }
}
