import { Component, computed, type ElementRef, inject, output, viewChild } from '@angular/core';
import { AccessSettings, PeopleView } from '@hub/contracts';
import { ANYTHING, HubClock, HubApi, remote } from '@hub/data-access';
import { FaultNotice } from '../faults/fault-notice';
import { Task } from '../form/task';
import { SignInGate } from '../sign-in/sign-in-gate';
import { ACCESS_FAULTS } from './access-faults';
import { InviteForm } from './invite-form';
import { ROLE_NAMES } from './role-words';
import { SureButton } from './sure-button';
import { whenText } from './when-text';

const REFRESH_MS = 30_000;

/** The people of the household with their roles, the invitations that still work, and whether readings are open in the house. */
@Component({
  selector: 'hub-people-section',
  imports: [FaultNotice, InviteForm, SureButton],
  templateUrl: './people-section.html',
  styleUrls: ['../form/form.css', '../settings/section.css', './access.css'],
})
export class PeopleSection {
  private readonly api = inject(HubApi);
  private readonly gate = inject(SignInGate);
  private readonly time = inject(HubClock);
  private readonly heading = viewChild.required<ElementRef<HTMLElement>>('heading');
  /** A person or an invitation was taken away. */
  readonly changed = output();
  protected readonly view = remote(() => 'access/people', PeopleView, REFRESH_MS);
  protected readonly settings = remote(() => 'access/settings', AccessSettings, REFRESH_MS);
  protected readonly task = new Task();
  protected readonly words = ACCESS_FAULTS;
  protected readonly people = computed(() => (this.view.value()?.people ?? []).map((person) => this.named(person)));
  protected readonly invitations = computed(() =>
    (this.view.value()?.invitations ?? []).map((invitation) => ({
      ...this.named(invitation),
      expires: whenText(invitation.expiresAt, this.now()),
    })),
  );

  protected remove(name: string): Promise<void> {
    return this.takeAway(`access/people/${encodeURIComponent(name)}`);
  }

  protected withdraw(id: number): Promise<void> {
    return this.takeAway(`access/invitations/${id}`);
  }

  protected async setOpenReading(openReading: boolean): Promise<void> {
    await this.task.run(async () => {
      const body = { openReading };
      const set = await this.gate.run(() => this.api.send('PUT', 'access/settings', AccessSettings, body));
      if (set) this.settings.set(set);
    });
    this.settings.reload();
  }

  private async takeAway(path: string): Promise<void> {
    await this.task.run(async () => this.gate.run(() => this.api.send('DELETE', path, ANYTHING)));
    this.view.reload();
    this.changed.emit();
    this.heading().nativeElement.focus();
  }

  private named<T extends { readonly role: keyof typeof ROLE_NAMES; readonly until: number | null }>(entry: T) {
    const until = entry.until === null ? undefined : whenText(entry.until, this.now());
    return { ...entry, roleName: ROLE_NAMES[entry.role], untilText: until };
  }

  private now(): number {
    return this.time.minuteS() ?? 0;
  }
}
