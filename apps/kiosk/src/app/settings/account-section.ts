import { Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Visitor } from '@hub/data-access';
import { PasswordForm } from '../form/password-form';
import { FaultNotice } from '../faults/fault-notice';
import { Task } from '../form/task';
import { SignInGate } from '../sign-in/sign-in-gate';

/** Who is signed in at this hub. */
@Component({
  selector: 'hub-account-section',
  imports: [FaultNotice, RouterLink, PasswordForm],
  template: `
    <h2 i18n="@@account.title">Owner of this hub</h2>
    <div class="card">
      @if (visitor.claimed() === false) {
        <p i18n="@@fault.unclaimed">This hub has no owner yet</p>
        <a routerLink="/setup" i18n="@@fault.toSetup">Go to Setup</a>
      } @else if (visitor.user(); as name) {
        <p i18n="@@account.signedIn">
          Signed in as <strong>{{ name }}</strong>
        </p>
        <details>
          <summary i18n="@@password.title">Change your password</summary>
          <hub-password-form />
        </details>
        <div class="buttons">
          <button type="button" [disabled]="task.busy()" (click)="signOut()" i18n="@@account.signOut">Sign out</button>
        </div>
      } @else {
        <p i18n="@@account.signedOut">
          You are not signed in. Anyone at home can look; only the owner can change things.
        </p>
        <div class="buttons">
          <button type="button" class="main" (click)="gate.signIn()" i18n="@@page.signIn">Sign in</button>
        </div>
      }
      @if (task.fault(); as fault) {
        <hub-fault-notice [fault]="fault" />
      }
    </div>
  `,
  styleUrls: ['../form/form.css', './section.css', './details.css'],
})
export class AccountSection {
  protected readonly visitor = inject(Visitor);
  protected readonly gate = inject(SignInGate);
  protected readonly task = new Task();

  protected async signOut(): Promise<void> {
    await this.task.run(() => this.visitor.signOut());
  }
}
