import { Component, computed, inject } from '@angular/core';
import { DeviceView } from '@hub/contracts';
import { remote, Visitor } from '@hub/data-access';
import { permissionsOf } from '@hub/domain/access';
import { SignInGate } from '../sign-in/sign-in-gate';
import { AuditSection } from './audit-section';
import { DeviceAccountsSection } from './device-accounts-section';
import { HomeAssistantSection } from './home-assistant-section';
import { KeysSection } from './keys-section';
import { LinkLine } from './link-line';
import { PeopleSection } from './people-section';
import { SessionsSection } from './sessions-section';
import { SshSection } from './ssh-section';

const REFRESH_MS = 30_000;

/** Everyone and everything that has access to this hub, and how it is taken away. */
@Component({
  selector: 'hub-access-page',
  imports: [
    AuditSection,
    DeviceAccountsSection,
    HomeAssistantSection,
    KeysSection,
    LinkLine,
    PeopleSection,
    SessionsSection,
    SshSection,
  ],
  templateUrl: './access-page.html',
  styleUrls: ['../form/form.css', '../settings/settings-page.css'],
})
export class AccessPage {
  private readonly visitor = inject(Visitor);
  protected readonly gate = inject(SignInGate);
  protected readonly device = remote(() => 'device', DeviceView, REFRESH_MS);
  protected readonly who = computed(() => (typeof this.visitor.user() === 'string' ? 'someone' : this.visitor.user()));
  /** What would be refused is not shown: whose role is not known is asked for it by the calls themselves. */
  protected readonly manages = computed(() => {
    const role = this.visitor.role();
    if (typeof this.visitor.user() !== 'string') return false;
    return role === undefined || permissionsOf({ kind: 'person', role }, { openReading: true }).has('access.manage');
  });
}
