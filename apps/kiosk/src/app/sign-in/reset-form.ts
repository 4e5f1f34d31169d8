import { Component, inject, output } from '@angular/core';
import { SessionView } from '@hub/contracts';
import { HubApi, Visitor } from '@hub/data-access';
import { FaultNotice } from '../faults/fault-notice';
import { type FaultWords } from '../faults/fault-words';
import { Task } from '../form/task';

const WORDS: Readonly<Record<string, FaultWords>> = {
  WRONG_CLAIM_CODE: {
    headline: $localize`:@@claim.wrong:This is not the code of this hub`,
    help: $localize`:@@claim.wrongHelp:Type the ten characters from the label under the hub, or from claim-code.txt on its card.`,
  },
  HUB_BAD_REQUEST: {
    headline: $localize`:@@claim.bad:Something is not filled in as it should be`,
    help: $localize`:@@claim.badHelp:The code has ten characters, like ABCDE-FGHJK; the password at least eight.`,
  },
};

/** Who forgot the password is let in again with the code from the label: it shows that the hub is in their hands. */
@Component({
  selector: 'hub-reset-form',
  imports: [FaultNotice],
  template: `
    <form #form (submit)="$event.preventDefault(); reset(form)">
      <label>
        <span i18n="@@claim.code">Code from the label</span>
        <input
          name="code"
          placeholder="ABCDE-FGHJK"
          autocomplete="off"
          autocapitalize="characters"
          spellcheck="false"
          required
          maxlength="40"
        />
      </label>
      <label>
        <span i18n="@@claim.password">New password</span>
        <input
          name="password"
          type="password"
          autocomplete="new-password"
          required
          minlength="8"
          maxlength="256"
          aria-describedby="reset-hint"
        />
        <span class="hint" id="reset-hint" i18n="@@claim.hint"
          >At least eight characters; a short sentence is best.</span
        >
      </label>
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
  readonly #api = inject(HubApi);
  readonly #visitor = inject(Visitor);
  readonly done = output();
  protected readonly task = new Task();
  protected readonly words = WORDS;

  protected async reset(form: HTMLFormElement): Promise<void> {
    const body = Object.fromEntries(new FormData(form));
    const isDone = await this.task.run(async () => {
      await this.#api.send('POST', 'setup/password', SessionView, body);
      await this.#visitor.ask();
    });
    if (isDone) this.done.emit();
  }
}
