import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { HouseholdDeviceList, previewRuns, SchedulePrices, ScheduleView } from '@hub/contracts';
import { HubClock, HubApi, remote } from '@hub/data-access';
import { Choice } from '@hub/ui/choice';
import { FaultNotice } from '../../faults/fault-notice';
import { Task } from '../../form/task';
import { SignInGate } from '../../sign-in/sign-in-gate';
import { SCHEDULE_WORDS } from '../schedule-faults';
import { type Draft, draftOf, newDraft, ruleOf, usualPowerW } from './draft';
import { DraftPreview } from './draft-preview';
import { MISSING_TEXT } from './form-words';
import { MoreFields } from './more-fields';
import { WhenFields } from './when-fields';
import { WorkFields } from './work-fields';

const PRICES_MS = 60_000;
const DEVICES_MS = 60_000;
/** A rule does not change under the hands of who edits it. */
const ONCE_MS = 24 * 3_600_000;

/** Makes a schedule or changes one: what, by when, how often, and at once what that means in hours and pounds. */
@Component({
  selector: 'hub-schedule-form-page',
  imports: [Choice, DraftPreview, FaultNotice, MoreFields, RouterLink, WhenFields, WorkFields],
  templateUrl: './schedule-form-page.html',
  styleUrls: ['./fields.css', './schedule-form-page.css'],
})
export class ScheduleFormPage {
  private readonly api = inject(HubApi);
  private readonly gate = inject(SignInGate);
  private readonly router = inject(Router);
  private readonly time = inject(HubClock);
  /** From the address: the schedule that is changed, or the device that a new one is for. */
  readonly id = input<string>();
  readonly device = input<string>();
  private readonly devices = remote(() => 'devices', HouseholdDeviceList, DEVICES_MS);
  private readonly prices = remote(() => 'schedules/prices', SchedulePrices, PRICES_MS);
  private readonly edited = remote(
    () => (this.id() === undefined ? undefined : `schedules/${encodeURIComponent(this.id() ?? '')}`),
    ScheduleView,
    ONCE_MS,
  );
  protected readonly draft = signal<Draft | undefined>(undefined);
  protected readonly task = new Task();
  protected readonly words = SCHEDULE_WORDS;
  protected readonly fault = computed(() => this.edited.fault() ?? this.devices.fault() ?? this.prices.fault());
  protected readonly choices = computed(() => {
    const all = this.devices.value()?.devices.filter(({ control }) => control !== null);
    return all?.map(({ id, name }) => ({ value: `${id}`, label: name }));
  });
  protected readonly charger = computed(() => this.deviceOf(this.draft()?.deviceId)?.kind === 'charger');
  private readonly made = computed(() => {
    const draft = this.draft();
    return draft && ruleOf(draft);
  });
  protected readonly rule = computed(() => {
    const made = this.made();
    return made && 'rule' in made ? made.rule : undefined;
  });
  protected readonly missing = computed(() => {
    const made = this.made();
    return made && 'missing' in made ? MISSING_TEXT[made.missing] : undefined;
  });
  protected readonly nowS = computed(() => this.time.minuteS() ?? 0);
  /** The prices as of this minute: the clock goes on between two answers. */
  protected readonly market = computed(() => {
    const prices = this.prices.value();
    return prices && { ...prices, now: Math.max(prices.now, this.nowS()) };
  });
  protected readonly runs = computed(() => {
    const [rule, market] = [this.rule(), this.market()];
    const own = this.id() === undefined ? undefined : Number(this.id());
    return rule && market && previewRuns(rule, market, own);
  });

  constructor() {
    effect(() => {
      const start = this.firstDraft();
      if (start !== undefined && untracked(this.draft) === undefined) this.draft.set(start);
    });
  }

  protected change(changed: (draft: Draft) => Draft): void {
    this.draft.update((draft) => draft && changed(draft));
  }

  protected patch(change: Partial<Draft>): void {
    this.change((draft) => ({ ...draft, ...change }));
  }

  /** Another device takes another power; what was typed else stays. */
  protected choose(value: string): void {
    const device = this.deviceOf(Number(value));
    if (device) this.patch({ deviceId: device.id, powerW: usualPowerW(device) });
  }

  protected async save(): Promise<void> {
    const rule = this.rule();
    if (rule === undefined) return;
    await this.task.run(async () => {
      const id = this.id();
      const view = await this.gate.run(() =>
        id === undefined
          ? this.api.send('POST', 'schedules', ScheduleView, rule)
          : this.api.send('PUT', `schedules/${encodeURIComponent(id)}`, ScheduleView, rule),
      );
      if (view) await this.router.navigate(['/schedules', view.id], { replaceUrl: true });
    });
  }

  private firstDraft(): Draft | undefined {
    const [nowS, devices] = [this.time.minuteS(), this.devices.value()?.devices];
    if (nowS === undefined) return undefined;
    if (this.id() !== undefined) {
      const rule = this.edited.value()?.rule;
      return rule && draftOf(rule, nowS);
    }
    if (devices === undefined) return undefined;
    const able = devices.filter(({ control }) => control !== null);
    const asked = able.find(({ id }) => `${id}` === this.device());
    return newDraft(asked ?? (able.length === 1 ? able[0] : undefined), nowS);
  }

  private deviceOf(id: number | undefined) {
    return this.devices.value()?.devices.find((device) => device.id === id);
  }
}
