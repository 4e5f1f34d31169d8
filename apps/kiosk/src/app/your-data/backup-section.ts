import { Component, computed, inject, signal } from '@angular/core';
import { BackupOutline, ExportProgress } from '@hub/contracts';
import { HubApi, remote } from '@hub/data-access';
import { FaultNotice } from '../faults/fault-notice';
import { type FaultWords } from '../faults/fault-words';
import { Task } from '../form/task';
import { SignInGate } from '../sign-in/sign-in-gate';

const REFRESH_MS = 2_000;
const AGAIN = $localize`:@@backup.againHelp:Type the passphrase and start the backup once more.`;
const WORDS: Readonly<Record<string, FaultWords>> = {
  BACKUP_RUNNING: {
    headline: $localize`:@@backup.running:A backup is being downloaded already`,
    help: $localize`:@@backup.runningHelp:Wait until that download has ended, or stop it in its browser.`,
  },
  BACKUP_NOT_PREPARED: { headline: $localize`:@@backup.notPrepared:The passphrase was used already`, help: AGAIN },
};

/** The household as one file under a passphrase, which the browser keeps as it comes. */
@Component({
  selector: 'hub-backup-section',
  imports: [FaultNotice],
  templateUrl: './backup-section.html',
  styleUrls: ['../form/form.css', '../settings/section.css'],
})
export class BackupSection {
  private readonly api = inject(HubApi);
  private readonly gate = inject(SignInGate);
  protected readonly words = WORDS;
  protected readonly task = new Task();
  protected readonly differ = signal(false);
  /** What the download that was started here holds. */
  protected readonly outline = signal<BackupOutline | undefined>(undefined);
  protected readonly progress = remote(
    () => (this.outline() ? 'your-data/backup/progress' : undefined),
    ExportProgress,
    REFRESH_MS,
  );
  protected readonly isRunning = computed(() => this.progress.value()?.state === 'running');
  protected readonly megabytes = computed(() => Math.max(1, Math.round((this.outline()?.bytes ?? 0) / 1e6)));

  /** The passphrase goes first: an address of a download has no place for it. */
  protected async start(form: HTMLFormElement): Promise<void> {
    const { passphrase, again } = Object.fromEntries(new FormData(form));
    this.differ.set(passphrase !== again);
    if (this.differ()) return;
    this.outline.set(undefined);
    await this.task.run(async () => {
      const outline = await this.gate.run(() =>
        this.api.send('POST', 'your-data/backup', BackupOutline, { passphrase }),
      );
      if (outline === undefined) return;
      this.api.download('your-data/backup.tar.age');
      this.outline.set(outline);
      form.reset();
    });
  }
}
