import { Component, computed, inject, output } from '@angular/core';
import { Visitor } from '@hub/data-access';
import { FaultNotice } from '../faults/fault-notice';
import { type FaultWords } from '../faults/fault-words';
import { FieldFault } from '../form/field-fault';
import { Task } from '../form/task';

const WRONG: FaultWords = {
  headline: $localize`:@@signIn.wrong:The name or the password is wrong`,
  help: $localize`:@@signIn.wrongHelp:Check both, and the capital letters of the password.`,
};
/** The same words on hub and server: neither tells which of the two was right. */
const WORDS: Readonly<Record<string, FaultWords>> = {
  WRONG_PASSWORD: WRONG,
};

const FIELDS: Readonly<Record<string, string>> = { WRONG_PASSWORD: 'password' };

/** Name and password; on the server the e-mail address. */
@Component({
  selector: 'hub-sign-in-form',
  imports: [FaultNotice, FieldFault],
  template: `
    <form #form [hubFieldFault]="task.fault()" [fieldOf]="fields" (submit)="$event.preventDefault(); signIn(form)">
      @if (onServer()) {
        <label>
          <span i18n="@@signIn.email">E-mail address</span>
          <input name="name" type="email" autocomplete="username" required maxlength="254" />
        </label>
      } @else {
        <label>
          <span i18n="@@signIn.name">Name</span>
          <input name="name" autocomplete="username" required maxlength="64" />
        </label>
      }
      <label>
        <span i18n="@@signIn.password">Password</span>
        <input name="password" type="password" autocomplete="current-password" required maxlength="256" />
      </label>
      @if (task.fault(); as fault) {
        <hub-fault-notice [fault]="fault" [own]="words" />
      }
      <div class="buttons">
        <button class="main" [disabled]="task.busy()" i18n="@@page.signIn">Sign in</button>
        <ng-content />
      </div>
    </form>
  `,
  styleUrl: '../form/form.css',
})
export class SignInForm {
  private readonly visitor = inject(Visitor);
  readonly done = output();
  protected readonly task = new Task();
  protected readonly fields = FIELDS;
  protected readonly words = WORDS;
  protected readonly onServer = computed(() => this.visitor.where() === 'server');

  protected async signIn(form: HTMLFormElement): Promise<void> {
    const given = new FormData(form);
    const [name, password] = [text(given, 'name'), text(given, 'password')];
    if (await this.task.run(() => this.visitor.signIn({ name, password }))) this.done.emit();
  }
}

function text(given: FormData, name: string): string {
  const value = given.get(name);
  return typeof value === 'string' ? value : '';
}
