import { Component, computed, type ElementRef, inject, signal, viewChild } from '@angular/core';
import { ApiKeyList, ApiKeyMade, type ApiKeyRole } from '@hub/contracts';
import { ANYTHING, HubClock, HubApi, remote } from '@hub/data-access';
import { FaultNotice } from '../faults/fault-notice';
import { Task } from '../form/task';
import { SignInGate } from '../sign-in/sign-in-gate';
import { ACCESS_FAULTS } from './access-faults';
import { SureButton } from './sure-button';
import { whenText } from './when-text';

const REFRESH_MS = 30_000;
const ROLE_TEXTS: Readonly<Record<ApiKeyRole, string>> = {
  read: $localize`:@@keys.reads:reads`,
  write: $localize`:@@keys.writes:reads and writes`,
};

/** Keys with which other programs read the hub's feeds or write to them, as they do with emonCMS. A key is shown once. */
@Component({
  selector: 'hub-keys-section',
  imports: [FaultNotice, SureButton],
  templateUrl: './keys-section.html',
  styleUrls: ['../form/form.css', '../settings/section.css', './access.css'],
})
export class KeysSection {
  private readonly api = inject(HubApi);
  private readonly gate = inject(SignInGate);
  private readonly time = inject(HubClock);
  private readonly heading = viewChild.required<ElementRef<HTMLElement>>('heading');
  protected readonly list = remote(() => 'api-keys', ApiKeyList, REFRESH_MS);
  protected readonly task = new Task();
  protected readonly words = ACCESS_FAULTS;
  protected readonly made = signal<string | undefined>(undefined);
  protected readonly keys = computed(() => {
    const now = this.time.minuteS() ?? 0;
    return this.list.value()?.keys.map((key) => ({
      ...key,
      shownName: key.name || key.id.slice(0, 6),
      does: ROLE_TEXTS[key.role],
      used: key.lastUsedAt === null ? undefined : whenText(key.lastUsedAt, now),
    }));
  });

  protected async make(role: ApiKeyRole, form: HTMLFormElement): Promise<void> {
    const name = new FormData(form).get('name') ?? '';
    const done = await this.task.run(async () => {
      const made = await this.gate.run(() => this.api.send('POST', 'api-keys', ApiKeyMade, { role, name }));
      this.made.set(made?.key);
    });
    if (done && this.made() !== undefined) form.reset();
    this.list.reload();
  }

  protected async revoke(id: string): Promise<void> {
    this.made.set(undefined);
    await this.task.run(async () => this.gate.run(() => this.api.send('DELETE', `api-keys/${id}`, ANYTHING)));
    this.list.reload();
    this.heading().nativeElement.focus();
  }
}
