import { Component, input } from '@angular/core';

/** Where the code from the hub's label is typed, in characters that are told apart. Goes into a form as `code`. */
@Component({
  selector: 'hub-label-code-field',
  template: `
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
        [value]="value()"
      />
    </label>
  `,
  styleUrls: ['./form.css', './label-code-field.css'],
})
export class LabelCodeField {
  /** What is known of it already, such as from the label's QR code. */
  readonly value = input('');
}
