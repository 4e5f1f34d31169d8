import { Component, computed, inject, signal } from '@angular/core';
import { ExportOutline, ExportProgress } from '@hub/contracts';
import { HubApi, remote } from '@hub/data-access';
import { FaultNotice } from '../faults/fault-notice';
import { type FaultWords } from '../faults/fault-words';
import { Task } from '../form/task';
import { SignInGate } from '../sign-in/sign-in-gate';

const REFRESH_MS = 2_000;
const WORDS: Readonly<Record<string, FaultWords>> = {
  EXPORT_RUNNING: {
    headline: $localize`:@@export.running:Your data are being downloaded already`,
    help: $localize`:@@export.runningHelp:Wait until that download has ended, or stop it in its browser.`,
  },
};

/** Everything of the household as one archive, which the browser keeps as it comes. */
@Component({
  selector: 'hub-export-section',
  imports: [FaultNotice],
  template: `
    <h2 i18n="@@export.title">Take your data with you</h2>
    <div class="card">
      <p i18n="@@export.about">
        One zip file with every reading, days and bills, devices, schedules, people and settings, for a spreadsheet and
        for other programs. Its page README says what is in it. It holds no passwords and no keys.
      </p>
      <div class="buttons">
        <button class="main" [disabled]="task.busy() || isRunning()" (click)="start()" i18n="@@export.start">
          Download everything
        </button>
      </div>
      @if (outline(); as found) {
        @switch (progress.value()?.state) {
          @case ('running') {
            <p role="status" i18n="@@export.under">
              The download is under way. Readings in it: {{ found.points.toLocaleString('en-GB') }}. Your browser shows
              the file.
            </p>
            <progress
              max="1"
              [value]="progress.value()?.share"
              aria-label="Download"
              i18n-aria-label="@@export.share"
            ></progress>
          }
          @case ('done') {
            <p role="status" i18n="@@export.done">The download is complete.</p>
          }
          @case ('broken-off') {
            <p role="status" i18n="@@export.brokenOff">The download was broken off. The file is not complete.</p>
          }
        }
      }
      @if (task.fault(); as fault) {
        <hub-fault-notice [fault]="fault" [own]="words" />
      }
    </div>
  `,
  styleUrls: ['../form/form.css', '../settings/section.css'],
})
export class ExportSection {
  private readonly api = inject(HubApi);
  private readonly gate = inject(SignInGate);
  protected readonly words = WORDS;
  protected readonly task = new Task();
  /** What the download that was started here holds. */
  protected readonly outline = signal<ExportOutline | undefined>(undefined);
  protected readonly progress = remote(
    () => (this.outline() ? 'your-data/export/progress' : undefined),
    ExportProgress,
    REFRESH_MS,
  );
  protected readonly isRunning = computed(() => this.progress.value()?.state === 'running');

  /** Asking how much it is proves the right first: a refused download would be a file too. */
  protected async start(): Promise<void> {
    this.outline.set(undefined);
    await this.task.run(async () => {
      const outline = await this.gate.run(() => this.api.get('your-data/export', ExportOutline));
      if (outline === undefined) return;
      this.api.download('your-data/export.zip');
      this.outline.set(outline);
    });
  }
}
