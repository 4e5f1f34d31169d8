import { Component, inject, signal } from '@angular/core';
import { RESET_WORDS, ResetView } from '@hub/contracts';
import { HubApi, remote } from '@hub/data-access';
import { FaultNotice } from '../faults/fault-notice';
import { type FaultWords } from '../faults/fault-words';
import { Task } from '../form/task';
import { SignInGate } from '../sign-in/sign-in-gate';

const REFRESH_MS = 10_000;
const BY_CARD = $localize`:@@factory.byCard:Put an empty file named factory-reset on the card’s boot partition, and start the hub again.`;
const WORDS: Readonly<Record<string, FaultWords>> = {
  RESET_NOT_HERE: { headline: $localize`:@@factory.notHere:This hub cannot be reset from the page`, help: BY_CARD },
  RESET_SILENT: { headline: $localize`:@@factory.silent:The hub was not reset`, help: BY_CARD },
};

/** Removes everything of the household from the hub, after the owner typed that it shall. */
@Component({
  selector: 'hub-reset-section',
  imports: [FaultNotice],
  templateUrl: './reset-section.html',
  styleUrls: ['../form/form.css', '../settings/section.css', '../settings/details.css'],
})
export class ResetSection {
  private readonly api = inject(HubApi);
  private readonly gate = inject(SignInGate);
  protected readonly reset = remote(() => 'device/reset', ResetView, REFRESH_MS);
  protected readonly typed = signal('');
  protected readonly started = signal(false);
  protected readonly task = new Task();
  protected readonly words = WORDS;
  protected readonly resetWords = RESET_WORDS;

  protected isTyped(): boolean {
    return this.typed().trim().toLowerCase() === RESET_WORDS;
  }

  protected async start(): Promise<void> {
    await this.task.run(async () => {
      const body = { words: RESET_WORDS };
      const taken = await this.gate.run(() => this.api.send('POST', 'device/reset', ResetView, body));
      if (taken) this.started.set(true);
    });
  }
}
