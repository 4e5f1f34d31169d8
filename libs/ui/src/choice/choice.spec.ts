import { inputBinding, signal, twoWayBinding } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { describe, expect, it } from 'vitest';
import { Choice } from './choice';
import { ChoiceHarness } from './choice.harness';

const OPTIONS = [
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

describe('Choice', () => {
  it('shows what is chosen and tells what is chosen next', async () => {
    const value = signal('light');
    const fixture = TestBed.createComponent(Choice, {
      bindings: [
        inputBinding('legend', () => 'Theme'),
        inputBinding('options', () => OPTIONS),
        twoWayBinding('value', value),
      ],
    });
    await fixture.whenStable();
    const choice = new ChoiceHarness(fixture.nativeElement as HTMLElement);
    expect([choice.legend, choice.chosen]).toEqual(['Theme', 'Light']);
    choice.choose('Dark');
    await fixture.whenStable();
    expect([value(), choice.chosen]).toEqual(['dark', 'Dark']);
  });
});
