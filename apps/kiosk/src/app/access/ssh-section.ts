import { Component, computed, inject, input, output } from '@angular/core';
import { DeviceView, type SshView } from '@hub/contracts';
import { HubApi } from '@hub/data-access';
import { FaultNotice } from '../faults/fault-notice';
import { type FaultWords } from '../faults/fault-words';
import { Task } from '../form/task';
import { SignInGate } from '../sign-in/sign-in-gate';

const WORDS: Readonly<Record<string, FaultWords>> = {
  HUB_BAD_REQUEST: {
    headline: $localize`:@@ssh.bad:This is not a public key`,
    help: $localize`:@@ssh.badHelp:One key on each line, as in the file that ends in .pub: ssh-ed25519 AAAA… name.`,
  },
  SSH_KEYS_REFUSED: {
    headline: $localize`:@@ssh.refused:The hub did not take these keys`,
    help: $localize`:@@ssh.badHelp:One key on each line, as in the file that ends in .pub: ssh-ed25519 AAAA… name.`,
  },
  SSH_SWITCH_SILENT: {
    headline: $localize`:@@ssh.silent:SSH could not be switched`,
    help: $localize`:@@ssh.silentHelp:Try again in a minute; if it stays, start the hub again.`,
  },
};

/** Who may log in to the hub as an administrator: no one, until a key is given. */
@Component({
  selector: 'hub-ssh-section',
  imports: [FaultNotice],
  template: `
    <h2 i18n="@@ssh.title">SSH</h2>
    <div class="card">
      @if (ssh(); as ssh) {
        <p>
          @if (ssh.enabled) {
            <span i18n="@@ssh.on">{ssh.keys, plural,
              one {SSH is on for 1 key.}
              other {SSH is on for {{ ssh.keys }} keys.}
            }</span>
          } @else {
            <span i18n="@@ssh.off">SSH is off: no one can log in to the hub from the network.</span>
          }
        </p>
        <details>
          <summary i18n="@@ssh.change">Change the keys</summary>
          <form #form (submit)="$event.preventDefault(); save(form)">
            <label>
              <span i18n="@@ssh.keys">Public keys, one on each line</span>
              <textarea name="keys" rows="4" spellcheck="false" autocomplete="off"></textarea>
            </label>
            <span class="hint" i18n="@@ssh.hint">These replace the present ones. Left empty, SSH is switched off.</span>
            <div class="buttons">
              <button class="main" [disabled]="task.busy()" i18n="@@form.save">Save</button>
            </div>
          </form>
        </details>
      } @else {
        <p i18n="@@ssh.none">SSH cannot be changed on this hub.</p>
      }
      @if (task.fault(); as fault) {
        <hub-fault-notice [fault]="fault" [own]="words" />
      }
    </div>
  `,
  styleUrls: ['../form/form.css', '../settings/section.css', '../settings/details.css'],
})
export class SshSection {
  private readonly api = inject(HubApi);
  private readonly gate = inject(SignInGate);
  readonly device = input.required<DeviceView>();
  readonly changed = output<DeviceView>();
  protected readonly ssh = computed<SshView | null>(() => this.device().ssh);
  protected readonly task = new Task();
  protected readonly words = WORDS;

  protected async save(form: HTMLFormElement): Promise<void> {
    const keys = new FormData(form).get('keys');
    const authorizedKeys = (typeof keys === 'string' ? keys : '')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
    const done = await this.task.run(async () => {
      const view = await this.gate.run(() => this.api.send('PUT', 'device/ssh', DeviceView, { authorizedKeys }));
      if (view) this.changed.emit(view);
    });
    if (done) form.reset();
  }
}
