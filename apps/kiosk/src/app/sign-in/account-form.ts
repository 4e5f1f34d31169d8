import { Component, DOCUMENT, inject, LOCALE_ID } from '@angular/core';
import { AccountView } from '@hub/contracts';
import { HubApi, Visitor } from '@hub/data-access';
import { FaultNotice } from '../faults/fault-notice';
import { type FaultWords } from '../faults/fault-words';
import { CodeField } from '../form/code-field';
import { codeInAddress } from '../form/code-in-address';
import { NewPasswordField } from '../form/new-password-field';
import { FieldFault } from '../form/field-fault';
import { Task } from '../form/task';
import { ILL_FILLED } from '../form/label-code-words';
import { languageOf } from '../shell/language';

const WORDS: Readonly<Record<string, FaultWords>> = {
  CLAIM_CODE_UNKNOWN: {
    headline: $localize`:@@account.codeUnknown:CydYnni does not know this code`,
    help: $localize`:@@account.codeUnknownHelp:Type the ten characters from your club’s letter. Only its newest letter counts.`,
  },
  CLAIM_CODE_USED: {
    headline: $localize`:@@account.codeUsed:This code was used already`,
    help: $localize`:@@account.codeUsedHelp:Sign in with the account that was made with it, or ask your club for a new code.`,
  },
  EMAIL_TAKEN: {
    headline: $localize`:@@account.emailTaken:This e-mail address has an account already`,
    help: $localize`:@@account.emailTakenHelp:Sign in with it, or take another address.`,
  },
  SERVER_BAD_REQUEST: ILL_FILLED,
};

const FIELDS: Readonly<Record<string, string>> = {
  CLAIM_CODE_UNKNOWN: 'claimCode',
  CLAIM_CODE_USED: 'claimCode',
  EMAIL_TAKEN: 'email',
};

/** On the web: the code from the club's letter makes the household's CydYnni account, and signs in. */
@Component({
  selector: 'hub-account-form',
  imports: [CodeField, FaultNotice, FieldFault, NewPasswordField],
  template: `
    <form #form [hubFieldFault]="task.fault()" [fieldOf]="fields" (submit)="$event.preventDefault(); make(form)">
      <hub-code-field name="claimCode" [value]="code" i18n="@@account.letterCode"
        >Code from your club’s letter</hub-code-field
      >
      <label>
        <span i18n="@@signIn.email">E-mail address</span>
        <input name="email" type="email" autocomplete="username" required maxlength="254" />
      </label>
      <hub-new-password-field />
      @if (task.fault(); as fault) {
        <hub-fault-notice [fault]="fault" [own]="words" />
      }
      <div class="buttons">
        <button class="main" [disabled]="task.busy()" i18n="@@account.makeDo">Create the account</button>
        <ng-content />
      </div>
    </form>
  `,
  styleUrl: '../form/form.css',
})
export class AccountForm {
  private readonly api = inject(HubApi);
  private readonly visitor = inject(Visitor);
  private readonly language = languageOf(inject(LOCALE_ID));
  protected readonly task = new Task();
  protected readonly fields = FIELDS;
  protected readonly words = WORDS;
  protected readonly code = codeInAddress(inject(DOCUMENT).location.hash);

  protected async make(form: HTMLFormElement): Promise<void> {
    await this.task.run(async () => {
      const body = { ...Object.fromEntries(new FormData(form)), language: this.language };
      await this.api.send('POST', 'accounts', AccountView, body);
      await this.visitor.ask();
    });
  }
}
