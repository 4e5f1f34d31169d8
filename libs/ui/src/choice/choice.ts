import { Component, input, model } from '@angular/core';

/** One way to choose: its value and its name in the language of the page. */
export interface Option {
  readonly value: string;
  readonly label: string;
}

/** Up to this many stand side by side and share a line. */
const FEW = 4;

let groups = 0;

/** One of a few options, all in view. Native radio buttons, so that arrow keys and screen readers just work. */
@Component({
  selector: 'hub-choice',
  template: `
    <fieldset>
      <legend [class.visually-hidden]="compact()">{{ legend() }}</legend>
      <div class="options">
        @for (option of options(); track option.value) {
          <label>
            <input
              type="radio"
              [name]="group"
              [value]="option.value"
              [checked]="option.value === value()"
              (change)="value.set(option.value)"
            />
            <span>{{ option.label }}</span>
          </label>
        }
      </div>
    </fieldset>
  `,
  styleUrl: './choice.css',
  host: { '[class.compact]': 'compact()', '[class.many]': 'options().length > few' },
})
export class Choice {
  protected readonly few = FEW;
  readonly legend = input.required<string>();
  /** Small, and its legend only for those who do not see what it stands beside. */
  readonly compact = input(false);
  readonly options = input.required<readonly Option[]>();
  readonly value = model.required<string>();
  protected readonly group = `hub-choice-${(groups += 1)}`;
}
