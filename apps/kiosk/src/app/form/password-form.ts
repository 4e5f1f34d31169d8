import { Component, inject, signal } from '@angular/core';
import { ANYTHING, HubApi } from '@hub/data-access';
import { FaultNotice } from '../faults/fault-notice';
import { type FaultWords } from '../faults/fault-words';
import { NewPasswordField } from './new-password-field';
import { FieldFault } from './field-fault';
import { Task } from './task';

const WORDS: Readonly<Record<string, FaultWords>> = {
  WRONG_PASSWORD: {
    headline: $localize`:@@password.wrong:The current password is wrong`,
    help: $localize`:@@password.wrongHelp:Type it once more. Nothing was changed.`,
  },
};

const FIELDS: Readonly<Record<string, string>> = { WRONG_PASSWORD: 'password' };

/** A new password for who is signed in, at the hub as at the server. */
@Component({
  selector: 'hub-password-form',
  imports: [FaultNotice, FieldFault, NewPasswordField],
  template: `
    <form #form [hubFieldFault]="task.fault()" [fieldOf]="fields" (submit)="$event.preventDefault(); change(form)">
      <label>
        <span i18n="@@password.present">Current password</span>
        <input name="password" type="password" autocomplete="current-password" required maxlength="256" />
      </label>
      <hub-new-password-field name="newPassword" />
      @if (task.fault(); as fault) {
        <hub-fault-notice [fault]="fault" [own]="words" />
      }
      @if (changed()) {
        <p role="status" i18n="@@password.changed">The password is changed. Other devices have to sign in again.</p>
      }
      <div class="buttons">
        <button class="main" [disabled]="task.busy()" i18n="@@form.save">Save</button>
      </div>
    </form>
  `,
  styleUrl: './form.css',
})
export class PasswordForm {
  private readonly api = inject(HubApi);
  protected readonly task = new Task();
  protected readonly fields = FIELDS;
  protected readonly words = WORDS;
  protected readonly changed = signal(false);

  protected async change(form: HTMLFormElement): Promise<void> {
    const body = Object.fromEntries(new FormData(form));
    this.changed.set(await this.task.run(() => this.api.send('POST', 'account/password', ANYTHING, body)));
    if (this.changed()) form.reset();
  }
}
