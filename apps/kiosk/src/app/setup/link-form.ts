import { Component, inject, input, output } from '@angular/core';
import { SetupView } from '@hub/contracts';
import { HubApi } from '@hub/data-access';
import { FaultNotice } from '../faults/fault-notice';
import { type FaultWords } from '../faults/fault-words';
import { FieldFault } from '../form/field-fault';
import { Task } from '../form/task';
import { SignInGate } from '../sign-in/sign-in-gate';

const WORDS: Readonly<Record<string, FaultWords>> = {
  WRONG_PASSWORD: {
    headline: $localize`:@@link.wrong:CydYnni does not know this e-mail address and password`,
    help: $localize`:@@link.wrongHelp:They are those of your CydYnni account, not those of this hub.`,
  },
  HUB_TAKEN: {
    headline: $localize`:@@link.taken:This hub belongs to another household at CydYnni`,
    help: $localize`:@@link.takenHelp:Its former owner has to unlink it first, or ask your club.`,
  },
  HUB_NOT_LISTED: {
    headline: $localize`:@@link.unlisted:Your club does not know this hub yet`,
    help: $localize`:@@link.unlistedHelp:Tell your club its name, which is on its label and on this page.`,
  },
  SERVER_UNREACHABLE: {
    headline: $localize`:@@problem.serverAway:The CydYnni server does not answer`,
    help: $localize`:@@link.awayHelp:Check that the hub has internet, and try again.`,
  },
  HUB_NO_SERVER: {
    headline: $localize`:@@problem.server:This hub does not know a CydYnni server`,
    help: $localize`:@@problem.serverHelp:Put its address into cydynni.toml on the card and start the hub again.`,
  },
  ALREADY_LINKED: {
    headline: $localize`:@@link.already:This hub is linked to an account already`,
    help: $localize`:@@link.alreadyHelp:Unlink it first, then link it again.`,
  },
};

const FIELDS: Readonly<Record<string, string>> = { WRONG_PASSWORD: 'password' };

/** The household's CydYnni account brings hydro, community and the history. The hub uses the password once and does not keep it. */
@Component({
  selector: 'hub-link-form',
  imports: [FaultNotice, FieldFault],
  template: `
    <p i18n="@@link.why">
      With your CydYnni account the hub learns what the hydro and the community do, and fetches your history. It uses
      the password once and does not keep it.
    </p>
    @if (serverUrl(); as address) {
      <p i18n="@@link.noAccount">
        No CydYnni account yet? <a [href]="address" target="_blank" rel="noopener">Create one</a> with the code from
        your club’s letter.
      </p>
    }
    <form #form [hubFieldFault]="task.fault()" [fieldOf]="fields" (submit)="$event.preventDefault(); link(form)">
      <label>
        <span i18n="@@link.email">E-mail address of your CydYnni account</span>
        <input name="email" type="email" autocomplete="off" required maxlength="254" />
      </label>
      <label>
        <span i18n="@@link.password">Password of your CydYnni account</span>
        <input name="password" type="password" autocomplete="off" required maxlength="256" />
      </label>
      @if (task.fault(); as fault) {
        <hub-fault-notice [fault]="fault" [own]="words" />
      }
      <div class="buttons">
        <button class="main" [disabled]="task.busy()" i18n="@@link.do">Link this hub</button>
      </div>
    </form>
  `,
  styleUrls: ['../form/form.css', './setup-form.css'],
})
export class LinkForm {
  private readonly api = inject(HubApi);
  private readonly gate = inject(SignInGate);
  /** Where the household makes its account, if the hub knows. */
  readonly serverUrl = input.required<string | null>();
  readonly done = output<SetupView>();
  protected readonly task = new Task();
  protected readonly fields = FIELDS;
  protected readonly words = WORDS;

  protected async link(form: HTMLFormElement): Promise<void> {
    await this.task.run(async () => {
      const body = Object.fromEntries(new FormData(form));
      const view = await this.gate.run(() => this.api.send('POST', 'setup/link', SetupView, body));
      if (view) this.done.emit(view);
    });
  }
}
