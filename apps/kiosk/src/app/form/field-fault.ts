import { afterRenderEffect, Directive, ElementRef, inject, input } from '@angular/core';
import { type Fault } from '@hub/data-access';

let notices = 0;

/** Leads from a refusal to the field that it is about: the field is marked, described by the notice, and has the focus. */
@Directive({ selector: 'form[hubFieldFault]' })
export class FieldFault {
  private readonly form = inject<ElementRef<HTMLFormElement>>(ElementRef).nativeElement;
  readonly fault = input.required<Fault | undefined>({ alias: 'hubFieldFault' });
  /** Names of fields by the codes of the refusals. */
  readonly fieldOf = input.required<Readonly<Record<string, string>>>();

  constructor() {
    afterRenderEffect(() => {
      const fault = this.fault();
      this.clear();
      const name = fault?.kind === 'refused' ? this.fieldOf()[fault.code] : undefined;
      const field = name === undefined ? null : this.form.elements.namedItem(name);
      if (field instanceof HTMLInputElement) this.mark(field);
    });
  }

  private mark(field: HTMLInputElement): void {
    const notice = this.form.querySelector('[role=alert]');
    if (notice !== null) {
      notice.id ||= `field-fault-${(notices += 1)}`;
      field.setAttribute('aria-errormessage', notice.id);
    }
    field.setAttribute('aria-invalid', 'true');
    field.focus();
  }

  private clear(): void {
    for (const field of this.form.querySelectorAll('[aria-invalid]')) {
      field.removeAttribute('aria-invalid');
      field.removeAttribute('aria-errormessage');
    }
  }
}
