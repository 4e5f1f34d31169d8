import { afterNextRender, Component, type ElementRef, inject, signal, viewChild } from '@angular/core';
import { ResetForm } from './reset-form';
import { SignInForm } from './sign-in-form';
import { SignInGate } from './sign-in-gate';

/** Sign-in over the page that needed it. The browser's own dialog: it keeps the focus inside and closes on Escape. */
@Component({
  selector: 'hub-sign-in-dialog',
  imports: [ResetForm, SignInForm],
  template: `
    <dialog #dialog aria-labelledby="sign-in-title" (close)="gate.close(signedIn)">
      @if (forgotten()) {
        <h2 id="sign-in-title" i18n="@@reset.title">A new password</h2>
        <p i18n="@@reset.why">The code on the label shows that the hub is in your hands. Every device is signed out.</p>
        <hub-reset-form (done)="signedIn = true; dialog.close()">
          <button type="button" (click)="forgotten.set(false)" i18n="@@reset.back">Back</button>
        </hub-reset-form>
      } @else {
        <h2 id="sign-in-title" i18n="@@signIn.title">Sign in to change that</h2>
        <p i18n="@@signIn.why">Anyone at home can look; only the owner of this hub can change things.</p>
        <hub-sign-in-form (done)="signedIn = true; dialog.close()">
          <button type="button" (click)="dialog.close()" i18n="@@form.cancel">Cancel</button>
          <button type="button" (click)="forgotten.set(true)" i18n="@@reset.open">Forgotten the password?</button>
        </hub-sign-in-form>
      }
    </dialog>
  `,
  styleUrls: ['../form/form.css', './sign-in-dialog.css'],
})
export class SignInDialog {
  protected readonly gate = inject(SignInGate);
  protected signedIn = false;
  protected readonly forgotten = signal(false);
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');

  constructor() {
    afterNextRender(() => this.dialog().nativeElement.showModal());
  }
}
