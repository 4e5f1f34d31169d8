import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { describe, expect, it, vi } from 'vitest';
import { watchNoLayout } from '../chart/silent-observer.fake';
import { type Stack } from './stack';
import { StackChart } from './stack-chart';

watchNoLayout();

const STACKS: readonly Stack[] = [
  { label: 'Oct', name: 'October', state: 'known', parts: [{ name: 'hydro', value: 3 }] },
  { label: 'Nov', name: 'November', state: 'missing', parts: [] },
];

@Component({
  imports: [StackChart],
  template: `<hub-stack-chart
    [stacks]="stacks"
    [amount]="amount"
    [tick]="amount"
    label="Months"
    (choose)="chosen.set($event)"
  />`,
})
class Host {
  readonly stacks = STACKS;
  readonly amount = (value: number) => `${value} kWh`;
  readonly chosen = signal<number | undefined>(undefined);
}

async function open() {
  const fixture = TestBed.createComponent(Host);
  await fixture.whenStable();
  const element = fixture.nativeElement as HTMLElement;
  const plot = element.querySelector('.plot');
  const press = async (key: string) => {
    plot?.dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true }));
    await fixture.whenStable();
  };
  return { host: fixture.componentInstance, element, plot, press };
}

describe('StackChart', () => {
  it('opens what a finger taps, and what it tapped stays to be read', async () => {
    const { host, element, plot } = await open();
    const tap = { clientX: 0, bubbles: true };
    for (const type of ['pointerdown', 'pointerup', 'pointerleave']) {
      plot?.dispatchEvent(Object.assign(new MouseEvent(type, tap), { pointerType: 'touch' }));
    }
    plot?.dispatchEvent(new MouseEvent('click', tap));
    await vi.waitFor(() => expect(host.chosen()).toBe(0));
    await vi.waitFor(() => expect(element.querySelector('figcaption')?.textContent).toContain('October'));
  });

  it('has a legend until somebody points, and then the column in words', async () => {
    const { element, press } = await open();
    const caption = () => element.querySelector('figcaption')?.textContent.replaceAll(/\s+/g, ' ').trim();
    expect(caption()).toContain('Hydro');
    await press('Home');
    expect(caption()).toBe('October3 kWhHydro 3 kWh');
  });

  it('says that nothing is known, never zero', async () => {
    const { element, plot, press } = await open();
    await press('End');
    expect(plot?.getAttribute('aria-valuetext')).toContain('November: Not known');
    expect(element.querySelector('tbody tr:last-child')?.textContent).toContain('Not known');
  });

  it('has a hatching to fill it with', async () => {
    const { element } = await open();
    const stroke = element.querySelector('pattern[id$="-hatch"]')?.firstElementChild;
    expect(stroke?.namespaceURI).toBe('http://www.w3.org/2000/svg');
  });

  it('is chosen from with the keyboard', async () => {
    const { host, press } = await open();
    await press('Home');
    await press('Enter');
    expect(host.chosen()).toBe(0);
  });
});
