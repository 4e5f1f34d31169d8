import { Component, DOCUMENT, inject, output, signal } from '@angular/core';
import { InvitationMade } from '@hub/contracts';
import { HubApi } from '@hub/data-access';
import { dayStart, shiftDay } from '@hub/domain/time';
import { HOUSE_ZONE } from '@hub/ui';
import { Choice, type Option } from '@hub/ui/choice';
import { QrCode } from '@hub/ui/qr-code';
import { FaultNotice } from '../faults/fault-notice';
import { Task } from '../form/task';
import { SignInGate } from '../sign-in/sign-in-gate';
import { ACCESS_FAULTS } from './access-faults';
import { ROLE_NAMES, ROLE_RIGHTS } from './role-words';

const GIVEN_ROLES = ['member', 'viewer', 'installer'] as const;
type GivenRole = (typeof GIVEN_ROLES)[number];

/** Invites a person by a link that works once, also as a QR code. The link is shown this once: the hub keeps its hash alone. */
@Component({
  selector: 'hub-invite-form',
  imports: [Choice, FaultNotice, QrCode],
  templateUrl: './invite-form.html',
  styleUrls: ['../form/form.css', '../settings/section.css'],
})
export class InviteForm {
  private readonly api = inject(HubApi);
  private readonly gate = inject(SignInGate);
  private readonly base = inject(DOCUMENT).baseURI;
  readonly invited = output();
  protected readonly task = new Task();
  protected readonly words = ACCESS_FAULTS;
  protected readonly roles: readonly Option[] = GIVEN_ROLES.map((role) => ({ value: role, label: ROLE_NAMES[role] }));
  protected readonly rights = ROLE_RIGHTS;
  protected readonly role = signal<GivenRole>('member');
  protected readonly link = signal<string | undefined>(undefined);

  protected choose(value: string): void {
    this.role.set(GIVEN_ROLES.find((role) => role === value) ?? 'member');
  }

  protected async invite(form: HTMLFormElement): Promise<void> {
    this.link.set(undefined);
    const day = new FormData(form).get('until');
    const until = typeof day === 'string' && day !== '' ? dayStart(shiftDay(day, 1), HOUSE_ZONE) : null;
    await this.task.run(async () => {
      const body = { role: this.role(), until };
      const made = await this.gate.run(() => this.api.send('POST', 'access/invitations', InvitationMade, body));
      if (made === undefined) return;
      // The code stands after the #: a browser sends that part to no one.
      this.link.set(new URL(`join#${made.code}`, this.base).href);
      this.invited.emit();
    });
  }
}
