import { Component, DOCUMENT, inject, signal } from '@angular/core';
import { Valley } from '@hub/ui';
import { codeInAddress } from '../form/code-in-address';
import { AccountForm } from './account-form';
import { SignInForm } from './sign-in-form';

/**
 * The first page of the web app: a member signs in, or makes the household's account, and the page asked for appears. The
 * letter's QR code leads straight to the second.
 */
@Component({
  selector: 'hub-sign-in-page',
  imports: [AccountForm, SignInForm, Valley],
  template: `
    <hub-valley band="morning" />
    <section>
      @if (isNew()) {
        <h1 i18n="@@account.makeTitle">Your CydYnni account</h1>
        <p i18n="@@account.makeWhy">
          The code in your club’s letter says which household is yours. It works once; then your e-mail address and your
          password let you in here, and link your hub.
        </p>
        <hub-account-form>
          <button type="button" (click)="isNew.set(false)" i18n="@@reset.back">Back</button>
        </hub-account-form>
      } @else {
        <h1 i18n="@@signIn.welcome">Welcome to CydYnni</h1>
        <p i18n="@@signIn.welcomeHelp">Sign in with your CydYnni account to see your household and your community.</p>
        <hub-sign-in-form>
          <button type="button" (click)="isNew.set(true)" i18n="@@account.make">Create an account</button>
        </hub-sign-in-form>
        <p class="last" i18n="@@signIn.forgotten">
          Forgotten your password? Ask your club: with the new code that it sends you create the account again, and your
          history stays.
        </p>
      }
    </section>
  `,
  styleUrls: ['../form/form.css', './sign-in-page.css'],
})
export class SignInPage {
  protected readonly isNew = signal(codeInAddress(inject(DOCUMENT).location.hash) !== '');
}
