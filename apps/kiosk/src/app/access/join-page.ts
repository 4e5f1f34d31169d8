import { afterNextRender, Component, DOCUMENT, inject, signal } from '@angular/core';
import { Router } from '@angular/router';
import { SessionView } from '@hub/contracts';
import { HubApi, Visitor } from '@hub/data-access';
import { FaultNotice } from '../faults/fault-notice';
import { FieldFault } from '../form/field-fault';
import { NewPasswordField } from '../form/new-password-field';
import { Task } from '../form/task';
import { ACCESS_FAULTS } from './access-faults';

const FIELDS: Readonly<Record<string, string>> = { NAME_TAKEN: 'name', INVITATION_UNKNOWN: 'code' };
const CODE = /^#?([\w-]{1,64})$/;

/** The code in what is pasted: the code itself, or the whole link with it. */
const codeIn = (text: string): string => CODE.exec(text.slice(text.lastIndexOf('#')).trim())?.[1] ?? text.trim();

/** Who was invited chooses a name and a password, and is signed in. */
@Component({
  selector: 'hub-join-page',
  imports: [FaultNotice, FieldFault, NewPasswordField],
  template: `
    <h1 i18n="@@page.join">Your invitation</h1>
    <p i18n="@@join.why">Choose a name and a password. With them you sign in to this hub on any device at home.</p>
    <form #form [hubFieldFault]="task.fault()" [fieldOf]="fields" (submit)="$event.preventDefault(); join(form)">
      @if (code() === '') {
        <label>
          <span i18n="@@join.code">Link or code of your invitation</span>
          <input name="code" required maxlength="300" autocomplete="off" spellcheck="false" />
        </label>
      }
      <label>
        <span i18n="@@claim.name">Your name</span>
        <input name="name" autocomplete="username" required maxlength="64" />
      </label>
      <hub-new-password-field />
      @if (task.fault(); as fault) {
        <hub-fault-notice [fault]="fault" [own]="words" />
      }
      <div class="buttons">
        <button class="main" [disabled]="task.busy()" i18n="@@join.do">Accept the invitation</button>
      </div>
    </form>
  `,
  styleUrls: ['../form/form.css', '../settings/settings-page.css'],
})
export class JoinPage {
  private readonly api = inject(HubApi);
  private readonly visitor = inject(Visitor);
  private readonly router = inject(Router);
  private readonly document = inject(DOCUMENT);
  protected readonly task = new Task();
  protected readonly fields = FIELDS;
  protected readonly words = ACCESS_FAULTS;
  protected readonly code = signal(CODE.exec(this.document.location.hash)?.[1] ?? '');

  constructor() {
    // The code must not stay in the browser's history of a shared tablet.
    afterNextRender(() => void this.router.navigate([], { replaceUrl: true }));
  }

  protected async join(form: HTMLFormElement): Promise<void> {
    const given = Object.fromEntries(new FormData(form));
    const typed = typeof given['code'] === 'string' ? codeIn(given['code']) : this.code();
    const done = await this.task.run(async () => {
      await this.api.send('POST', 'access/invitations/accept', SessionView, { ...given, code: typed });
      await this.visitor.ask();
    });
    if (done) await this.router.navigateByUrl('/', { replaceUrl: true });
  }
}
