import { inputBinding, type Type } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { describe, expect, it } from 'vitest';
import { CostFigure } from './cost-figure';
import { CostFigureHarness } from './cost-figure.harness';
import { PowerFigure } from './power-figure';
import { PowerFigureHarness } from './power-figure.harness';
import { PriceBand } from './price-band';
import { PriceBandHarness } from './price-band.harness';

async function show<T>(component: Type<T>, input: string, value: unknown): Promise<HTMLElement> {
  const fixture = TestBed.createComponent(component, { bindings: [inputBinding(input, () => value)] });
  await fixture.whenStable();
  return fixture.nativeElement as HTMLElement;
}

describe('PowerFigure', () => {
  it.each([
    [640, 'Using from the grid', '640', 'W'],
    [-1_240, 'Sending to the grid', '1,240', 'W'],
    [-12_340, 'Sending to the grid', '12.3', 'kW'],
    [0, 'Nothing from the grid', '0', 'W'],
  ])('%d W: %s', async (powerW, flow, value, unit) => {
    const figure = new PowerFigureHarness(await show(PowerFigure, 'powerW', powerW));
    expect([figure.flow, figure.value, figure.unit]).toEqual([flow, value, unit]);
  });
});

describe('CostFigure', () => {
  it.each([
    [6.4, '6.4p an hour'],
    [175.7, '£1.76 an hour'],
    [0, '0p an hour'],
    [null, 'Cost not known yet'],
  ])('%s pence an hour: %s', async (pencePerHour, text) => {
    expect(new CostFigureHarness(await show(CostFigure, 'pencePerHour', pencePerHour)).text).toBe(text);
  });
});

describe('PriceBand', () => {
  it.each([
    ['morning', 'Morning price'],
    ['midday', 'Midday price'],
    ['evening', 'Evening price'],
    ['overnight', 'Overnight price'],
  ])('names the %s band, its price and its end on the clocks of the house', async (band, name) => {
    const untilS = Date.UTC(2026, 6, 1, 15) / 1_000;
    const price = new PriceBandHarness(await show(PriceBand, 'price', { band, pencePerKWh: 7.25, untilS }));
    expect([price.name, price.terms]).toEqual([name, '7.25p per unit until 16:00']);
  });
});
