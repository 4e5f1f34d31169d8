import { Component, DOCUMENT, inject, output } from '@angular/core';
import { SetupView } from '@hub/contracts';
import { HubApi, Visitor } from '@hub/data-access';
import { FaultNotice } from '../faults/fault-notice';
import { type FaultWords } from '../faults/fault-words';
import { CodeField } from '../form/code-field';
import { codeInAddress } from '../form/code-in-address';
import { NewPasswordField } from '../form/new-password-field';
import { FieldFault } from '../form/field-fault';
import { Task } from '../form/task';
import { LABEL_CODE_WORDS } from '../form/label-code-words';

const WORDS: Readonly<Record<string, FaultWords>> = {
  ...LABEL_CODE_WORDS,
  ALREADY_CLAIMED: {
    headline: $localize`:@@claim.already:This hub has an owner already`,
    help: $localize`:@@claim.alreadyHelp:Sign in with the name and password that were chosen.`,
  },
};

const FIELDS: Readonly<Record<string, string>> = { WRONG_CLAIM_CODE: 'code' };

/** The code from the label makes the person who holds the hub its owner. There is no password that all hubs share. */
@Component({
  selector: 'hub-claim-form',
  imports: [CodeField, FaultNotice, FieldFault, NewPasswordField],
  template: `
    <p i18n="@@claim.why">
      The code on the label shows that the hub is in your hands. Choose a name and a password: you need them to change
      things later.
    </p>
    <form #form [hubFieldFault]="task.fault()" [fieldOf]="fields" (submit)="$event.preventDefault(); claim(form)">
      <hub-code-field [value]="code" i18n="@@claim.code">Code from the label</hub-code-field>
      <label>
        <span i18n="@@claim.name">Your name</span>
        <input name="name" autocomplete="username" required maxlength="64" />
      </label>
      <hub-new-password-field />
      @if (task.fault(); as fault) {
        <hub-fault-notice [fault]="fault" [own]="words" />
      }
      <div class="buttons">
        <button class="main" [disabled]="task.busy()" i18n="@@claim.do">Make this hub mine</button>
      </div>
    </form>
  `,
  styleUrls: ['../form/form.css', './setup-form.css'],
})
export class ClaimForm {
  private readonly api = inject(HubApi);
  private readonly visitor = inject(Visitor);
  readonly done = output<SetupView>();
  protected readonly task = new Task();
  protected readonly fields = FIELDS;
  protected readonly words = WORDS;
  protected readonly code = codeInAddress(inject(DOCUMENT).location.hash);

  protected async claim(form: HTMLFormElement): Promise<void> {
    await this.task.run(async () => {
      const body = Object.fromEntries(new FormData(form));
      this.done.emit(await this.api.send('POST', 'setup/claim', SetupView, body));
      await this.visitor.ask();
    });
  }
}
