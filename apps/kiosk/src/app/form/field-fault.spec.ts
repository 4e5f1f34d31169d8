import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { type Fault } from '@hub/data-access';
import { within } from '@testing-library/dom';
import { expect, it } from 'vitest';
import { FieldFault } from './field-fault';

@Component({
  imports: [FieldFault],
  template: `
    <form [hubFieldFault]="fault()" [fieldOf]="{ WRONG_CODE: 'code' }">
      <label>Name <input name="name" /></label>
      <label>Code <input name="code" /></label>
      @if (fault()) {
        <p role="alert">No such code</p>
      }
    </form>
  `,
})
class Host {
  readonly fault = signal<Fault | undefined>(undefined);
}

it('marks the field that a refusal is about, and lets go of it', async () => {
  const fixture = TestBed.createComponent(Host);
  await fixture.whenStable();
  const page = within(fixture.nativeElement as HTMLElement);
  const code = page.getByLabelText('Code');
  fixture.componentInstance.fault.set({ kind: 'refused', status: 403, code: 'WRONG_CODE', message: '', action: '' });
  await fixture.whenStable();
  expect(code.getAttribute('aria-invalid')).toBe('true');
  expect(code.getAttribute('aria-errormessage')).toBe(page.getByRole('alert').id);
  expect(document.activeElement).toBe(code);
  fixture.componentInstance.fault.set({ kind: 'network' });
  await fixture.whenStable();
  expect([code.getAttribute('aria-invalid'), page.getByLabelText('Name').getAttribute('aria-invalid')]).toEqual([
    null,
    null,
  ]);
});
