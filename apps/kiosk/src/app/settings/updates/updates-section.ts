import { Component, computed, inject, LOCALE_ID, signal } from '@angular/core';
import { UpdateView, UploadView } from '@hub/contracts';
import { ANYTHING, HubApi, remote } from '@hub/data-access';
import { Icon } from '@hub/ui';
import { dayOf, shortDayText } from '@hub/ui/format';
import { Progress } from '@hub/ui/progress';
import { FaultNotice } from '../../faults/fault-notice';
import { Task } from '../../form/task';
import { languageOf } from '../../shell/language';
import { SignInGate } from '../../sign-in/sign-in-gate';
import { neverTried, phaseText, reasonText, REFUSALS, UPDATE_FAULTS } from './update-words';

const REFRESH_MS = 3_000;
/** Nothing can be started while one of these is under way. */
const UNDER_WAY = new Set(['downloading', 'installing', 'pending-reboot', 'verifying', 'rolling-back']);

/** What runs, what is on offer, how far an update is and how the last one ended; updates by hand from a file or a stick. */
@Component({
  selector: 'hub-updates-section',
  imports: [FaultNotice, Icon, Progress],
  templateUrl: './updates-section.html',
  styleUrls: ['../../form/form.css', '../section.css', './updates-section.css'],
})
export class UpdatesSection {
  private readonly api = inject(HubApi);
  private readonly gate = inject(SignInGate);
  private readonly language = languageOf(inject(LOCALE_ID));
  protected readonly update = remote(() => 'update', UpdateView, REFRESH_MS);
  protected readonly task = new Task();
  protected readonly words = UPDATE_FAULTS;
  /** Share of an upload that has gone; undefined while there is none. */
  protected readonly sent = signal<number | undefined>(undefined);
  protected readonly status = computed(() => this.update.value()?.status);
  protected readonly phase = computed(() => {
    const status = this.status();
    return status && phaseText(status);
  });
  /** Percent; null while nothing is being installed. */
  protected readonly installed = computed(() => this.status()?.installedPercent ?? null);
  protected readonly underWay = computed(() => UNDER_WAY.has(this.status()?.phase ?? ''));
  /** What "Update now" would install: what somebody brought goes first. */
  protected readonly offer = computed(() => {
    const view = this.update.value();
    if (view?.available !== true || this.underWay()) return undefined;
    const release = view.offline ?? view.status?.release;
    return release && { version: release.version, source: view.offline?.source, notes: this.notesOf(release.notes) };
  });
  /** Notes of the release that is under way. */
  protected readonly notes = computed(() => this.notesOf(this.status()?.release?.notes ?? null));
  protected readonly outcome = computed(() => {
    const outcome = this.status()?.outcome;
    if (!outcome) return undefined;
    return {
      ...outcome,
      day: shortDayText(dayOf(outcome.at)),
      why: reasonText(outcome),
      kind: neverTried(outcome) ? ('never-tried' as const) : outcome.kind,
    };
  });
  protected readonly refused = computed(() =>
    (this.update.value()?.refused ?? []).map(({ file, code }) => ({ file, ...REFUSALS[code] })),
  );

  protected async start(): Promise<void> {
    await this.task.run(() => this.gate.run(() => this.api.send('POST', 'update/now', ANYTHING)));
    this.update.reload();
  }

  protected async upload(input: HTMLInputElement): Promise<void> {
    const file = input.files?.item(0);
    if (!file) return;
    await this.task.run(() =>
      this.gate.run(() => this.api.upload('update/bundle', UploadView, file, (share) => this.sent.set(share))),
    );
    this.sent.set(undefined);
    // The same file may be chosen again after a refusal.
    input.value = '';
    this.update.reload();
  }

  private notesOf(notes: { readonly en: string; readonly cy: string } | null): readonly string[] {
    return (notes?.[this.language] ?? '').split('\n').filter((line) => line.trim() !== '');
  }
}
