import { Component, computed, inject } from '@angular/core';
import { AccountView } from '@hub/contracts';
import { HubClock, remote, Visitor } from '@hub/data-access';
import { Age } from '@hub/ui';
import { FaultNotice } from '../faults/fault-notice';
import { Task } from '../form/task';
import { LookSection } from '../settings/look-section';
import { PasswordForm } from '../form/password-form';

const REFRESH_MS = 60_000;

/** On the web: the CydYnni account, its hubs and where they are found at home, the password. */
@Component({
  selector: 'hub-account-page',
  imports: [Age, FaultNotice, LookSection, PasswordForm],
  templateUrl: './account-page.html',
  styleUrls: ['../form/form.css', '../settings/section.css', '../settings/settings-page.css'],
})
export class AccountPage {
  private readonly visitor = inject(Visitor);
  private readonly time = inject(HubClock);
  protected readonly account = remote(() => 'account', AccountView, REFRESH_MS);
  protected readonly leave = new Task();
  protected readonly hubs = computed(() =>
    (this.account.value()?.hubs ?? []).map((hub) => ({
      ...hub,
      ageS: hub.lastContact === null ? undefined : Math.max(0, (this.time.minuteS() ?? 0) - hub.lastContact),
    })),
  );

  protected async signOut(): Promise<void> {
    await this.leave.run(() => this.visitor.signOut());
  }
}
