import { Component, inject, output } from '@angular/core';
import { SessionView } from '@hub/contracts';
import { HubApi, Visitor } from '@hub/data-access';
import { FaultNotice } from '../faults/fault-notice';
import { CodeField } from '../form/code-field';
import { NewPasswordField } from '../form/new-password-field';
import { FieldFault } from '../form/field-fault';
import { Task } from '../form/task';
import { LABEL_CODE_WORDS } from '../form/label-code-words';

const FIELDS: Readonly<Record<string, string>> = { WRONG_CLAIM_CODE: 'code' };

/** Who forgot the password is let in again with the code from the label: it shows that the hub is in their hands. */
@Component({
  selector: 'hub-reset-form',
  imports: [CodeField, FaultNotice, FieldFault, NewPasswordField],
  template: `
    <form #form [hubFieldFault]="task.fault()" [fieldOf]="fields" (submit)="$event.preventDefault(); reset(form)">
      <hub-code-field i18n="@@claim.code">Code from the label</hub-code-field>
      <hub-new-password-field />
      @if (task.fault(); as fault) {
        <hub-fault-notice [fault]="fault" [own]="words" />
      }
      <div class="buttons">
        <button class="main" [disabled]="task.busy()" i18n="@@reset.do">Set the password and sign in</button>
        <ng-content />
      </div>
    </form>
  `,
  styleUrl: '../form/form.css',
})
export class ResetForm {
  private readonly api = inject(HubApi);
  private readonly visitor = inject(Visitor);
  readonly done = output();
  protected readonly task = new Task();
  protected readonly fields = FIELDS;
  protected readonly words = LABEL_CODE_WORDS;

  protected async reset(form: HTMLFormElement): Promise<void> {
    const body = Object.fromEntries(new FormData(form));
    const isDone = await this.task.run(async () => {
      await this.api.send('POST', 'setup/password', SessionView, body);
      await this.visitor.ask();
    });
    if (isDone) this.done.emit();
  }
}
