import { Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { SetupView } from '@hub/contracts';
import { HubApi, remote, type Verb } from '@hub/data-access';
import { dayOf, dayText } from '@hub/ui/format';
import { Progress } from '@hub/ui/progress';
import { FaultNotice } from '../faults/fault-notice';
import { Task } from '../form/task';
import { SignInGate } from '../sign-in/sign-in-gate';

const REFRESH_MS = 5_000;

/** The CydYnni account that this hub belongs to: whose it is, its history again, giving it up. */
@Component({
  selector: 'hub-link-section',
  imports: [FaultNotice, RouterLink, Progress],
  template: `
    <h2 i18n="@@linked.title">CydYnni account</h2>
    <div class="card">
      @if (setup.value()?.linked; as linked) {
        <dl>
          <dt i18n="@@linked.household">Household</dt>
          <dd>{{ linked.household }}</dd>
          <dt i18n="@@linked.club">Club</dt>
          <dd>{{ linked.club }}</dd>
          <dt i18n="@@linked.since">Linked since</dt>
          <dd>{{ since() }}</dd>
        </dl>
        @if (pulling(); as progress) {
          <hub-progress
            label="Your history"
            i18n-label="@@step.history"
            [doneBytes]="progress.doneBytes"
            [totalBytes]="progress.totalBytes"
            [secondsLeft]="progress.secondsLeft"
          />
        }
        @if (sure()) {
          <p i18n="@@linked.sure">
            Without the link there is no forecast and nothing new from the community. What was downloaded stays here.
          </p>
        }
        <div class="buttons">
          @if (sure()) {
            <button type="button" class="main" [disabled]="task.busy()" (click)="unlink()" i18n="@@linked.unlinkSure">
              Yes, unlink it
            </button>
            <button type="button" (click)="sure.set(false)" i18n="@@form.cancel">Cancel</button>
          } @else {
            <button type="button" [disabled]="task.busy()" (click)="pull()" i18n="@@linked.pull">
              Download my history again
            </button>
            <button type="button" [disabled]="task.busy()" (click)="sure.set(true)" i18n="@@linked.unlink">
              Unlink this hub…
            </button>
          }
        </div>
      } @else if (setup.value()) {
        <p i18n="@@fault.link">This hub is not linked to a CydYnni account yet</p>
        <a routerLink="/setup" i18n="@@fault.toSetup">Go to Setup</a>
      }
      @if (task.fault() ?? setup.fault(); as fault) {
        <hub-fault-notice [fault]="fault" />
      }
    </div>
  `,
  styleUrls: ['../form/form.css', './section.css'],
})
export class LinkSection {
  private readonly api = inject(HubApi);
  private readonly gate = inject(SignInGate);
  protected readonly setup = remote(() => 'setup', SetupView, REFRESH_MS);
  protected readonly task = new Task();
  /** The household was asked whether it means it. */
  protected readonly sure = signal(false);
  protected readonly since = computed(() => {
    const since = this.setup.value()?.linked?.since;
    return since === undefined ? '' : dayText(dayOf(since));
  });
  protected readonly pulling = computed(() => {
    const step = this.setup.value()?.steps.find((one) => one.step === 'history');
    return step?.state === 'running' ? step.progress : null;
  });

  protected async pull(): Promise<void> {
    await this.change('POST', 'setup/history');
  }

  protected async unlink(): Promise<void> {
    await this.change('DELETE', 'setup/link');
    this.sure.set(false);
  }

  private async change(verb: Verb, path: string): Promise<void> {
    await this.task.run(async () => {
      const view = await this.gate.run(() => this.api.send(verb, path, SetupView));
      if (view) this.setup.set(view);
    });
  }
}
