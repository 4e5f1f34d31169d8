import { Component } from '@angular/core';
import { Valley } from '@hub/ui';
import { SignInForm } from './sign-in-form';

/** The first page of the web app: a member signs in, and the page asked for appears. */
@Component({
  selector: 'hub-sign-in-page',
  imports: [SignInForm, Valley],
  template: `
    <hub-valley band="morning" />
    <section>
      <h1 i18n="@@signIn.welcome">Welcome to CydYnni</h1>
      <p i18n="@@signIn.welcomeHelp">Sign in with your CydYnni account to see your household and your community.</p>
      <hub-sign-in-form />
      <p i18n="@@signIn.forgotten">
        Forgotten your password? Ask your club: it sends you a new code, and your history stays.
      </p>
    </section>
  `,
  styleUrl: './sign-in-page.css',
})
export class SignInPage {}
