import { Component, computed, inject, signal } from '@angular/core';
import { AccountView } from '@hub/contracts';
import { ANYTHING, HouseTime, HubApi, remote, Visitor } from '@hub/data-access';
import { Age } from '@hub/ui';
import { FaultNotice } from '../faults/fault-notice';
import { type FaultWords } from '../faults/fault-words';
import { Task } from '../form/task';
import { LookSection } from '../settings/look-section';

const REFRESH_MS = 60_000;
const WRONG: FaultWords = {
  headline: $localize`:@@password.wrong:The present password is not right`,
  help: $localize`:@@password.wrongHelp:Type it once more. Nothing was changed.`,
};
const WORDS: Readonly<Record<string, FaultWords>> = { WRONG_PASSWORD: WRONG };

/** On the web: the CydYnni account, its hubs and where they are found at home, the password. */
@Component({
  selector: 'hub-account-page',
  imports: [Age, FaultNotice, LookSection],
  templateUrl: './account-page.html',
  styleUrls: ['../form/form.css', '../settings/section.css', '../settings/settings-page.css'],
})
export class AccountPage {
  readonly #api = inject(HubApi);
  readonly #visitor = inject(Visitor);
  readonly #time = inject(HouseTime);
  protected readonly account = remote(() => 'account', AccountView, REFRESH_MS);
  protected readonly password = new Task();
  protected readonly leave = new Task();
  protected readonly words = WORDS;
  protected readonly changed = signal(false);
  protected readonly hubs = computed(() =>
    (this.account.value()?.hubs ?? []).map((hub) => ({
      ...hub,
      ageS: hub.lastContact === null ? undefined : Math.max(0, (this.#time.minuteS() ?? 0) - hub.lastContact),
    })),
  );

  protected async change(form: HTMLFormElement): Promise<void> {
    const body = Object.fromEntries(new FormData(form));
    this.changed.set(await this.password.run(() => this.#api.send('POST', 'account/password', ANYTHING, body)));
    if (this.changed()) form.reset();
  }

  protected async signOut(): Promise<void> {
    await this.leave.run(() => this.#visitor.signOut());
  }
}
