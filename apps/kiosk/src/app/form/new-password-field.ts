import { Component, input } from '@angular/core';

/** Where somebody chooses a password, with what it has to be. Goes into a form, which sends it as `name`. */
@Component({
  selector: 'hub-new-password-field',
  template: `
    <label>
      <span i18n="@@claim.password">New password</span>
      <input
        [name]="name()"
        type="password"
        autocomplete="new-password"
        required
        minlength="8"
        maxlength="256"
        [attr.aria-describedby]="name() + '-hint'"
      />
    </label>
    <span class="hint" [id]="name() + '-hint'" i18n="@@claim.hint"
      >At least eight characters; a short sentence is best.</span
    >
  `,
  styleUrl: './form.css',
  styles: `
    :host {
      display: grid;
      gap: 0.3em;
    }
  `,
})
export class NewPasswordField {
  readonly name = input('password');
}
