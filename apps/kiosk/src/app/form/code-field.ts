import { Component, input } from '@angular/core';

/**
 * Where a code of ten characters is typed that came on paper, in characters that are told apart. Its content says which
 * code; goes into a form, which sends it as `name`.
 */
@Component({
  selector: 'hub-code-field',
  template: `
    <label>
      <span><ng-content /></span>
      <input
        [name]="name()"
        placeholder="ABCDE-FGHJK"
        autocomplete="off"
        autocapitalize="characters"
        spellcheck="false"
        required
        maxlength="40"
        [value]="value()"
      />
    </label>
  `,
  styleUrls: ['./form.css', './code-field.css'],
})
export class CodeField {
  readonly name = input('code');
  /** What is known of it already, such as from a QR code. */
  readonly value = input('');
}
