import { Component, computed, DOCUMENT, inject, signal } from '@angular/core';
import { HomeAssistantAccess, HomeAssistantView } from '@hub/contracts';
import { HubApi, remote } from '@hub/data-access';
import { FaultNotice } from '../faults/fault-notice';
import { Task } from '../form/task';
import { SignInGate } from '../sign-in/sign-in-gate';
import { ACCESS_FAULTS } from './access-faults';
import { SureButton } from './sure-button';

const REFRESH_MS = 30_000;

/** Whether the household's Home Assistant is told how the household stands, and the account with which it reads that. */
@Component({
  selector: 'hub-home-assistant-section',
  imports: [FaultNotice, SureButton],
  templateUrl: './home-assistant-section.html',
  styleUrls: ['../form/form.css', '../settings/section.css', './access.css'],
})
export class HomeAssistantSection {
  private readonly api = inject(HubApi);
  private readonly gate = inject(SignInGate);
  private readonly host = inject(DOCUMENT).location.hostname;
  protected readonly view = remote(() => 'home-assistant', HomeAssistantView, REFRESH_MS);
  protected readonly task = new Task();
  protected readonly words = ACCESS_FAULTS;
  /** The account that was just made. Its password is told this once. */
  protected readonly made = signal<HomeAssistantAccess | undefined>(undefined);
  /** By the labels of its MQTT integration. */
  protected readonly rows = computed(() => {
    const made = this.made();
    if (made === undefined) return [];
    return [
      { label: 'Broker', value: this.host },
      { label: 'Port', value: String(made.port) },
      { label: 'Username', value: made.username },
      { label: 'Password', value: made.password },
    ];
  });

  protected async choose(box: HTMLInputElement): Promise<void> {
    const enabled = box.checked;
    const done = await this.task.run(async () => {
      const body = { enabled };
      const view = await this.gate.run(() => this.api.send('PUT', 'home-assistant', HomeAssistantView, body));
      if (view) this.view.set(view);
    });
    // Refused, or no one signed in: the box shows what is so.
    if (!done || this.view.value()?.enabled !== enabled) box.checked = !enabled;
  }

  protected async makeAccount(): Promise<void> {
    this.made.set(undefined);
    await this.task.run(async () => {
      const made = await this.gate.run(() => this.api.send('POST', 'home-assistant/account', HomeAssistantAccess));
      this.made.set(made);
    });
    this.view.reload();
  }
}
