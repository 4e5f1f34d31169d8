import { inputBinding } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { describe, expect, it } from 'vitest';
import { watchNoLayout } from '../chart/silent-observer.fake';
import { PowerChart } from './power-chart';
import { PowerChartHarness } from './power-chart.harness';
import { type PowerPoint } from './runs';

watchNoLayout();

const START_S = Date.UTC(2026, 10, 23, 12, 0) / 1_000;

async function draw(points: readonly PowerPoint[]): Promise<PowerChartHarness> {
  return (await drawn(points)).chart;
}

async function drawn(points: readonly PowerPoint[]) {
  const fixture = TestBed.createComponent(PowerChart, {
    bindings: [
      inputBinding('points', () => points),
      inputBinding('startS', () => START_S),
      inputBinding('endS', () => START_S + 1_800),
    ],
  });
  await fixture.whenStable();
  return { chart: new PowerChartHarness(fixture.nativeElement as HTMLElement), stable: () => fixture.whenStable() };
}

function steady(fromS: number, toS: number, powerW: number): PowerPoint[] {
  return Array.from({ length: (toS - fromS) / 10 + 1 }, (_, step) => ({ time: START_S + fromS + step * 10, powerW }));
}

describe('PowerChart', () => {
  it('says so when there is nothing to draw', async () => {
    const chart = await draw([]);
    expect(chart.caption).toBe('No readings in this time');
    expect([chart.lineCount, chart.gapCount, chart.hasNewest]).toEqual([0, 1, false]);
  });

  it('draws the line, leaves the gap open and names it', async () => {
    const chart = await draw([...steady(0, 600, 200), ...steady(900, 1_800, -400)]);
    expect([chart.lineCount, chart.gapCount, chart.hasNewest]).toEqual([2, 1, true]);
    expect(chart.caption).toContain('Lowest −400 W · highest 200 W');
    expect(chart.caption).toContain('Not measured');
  });

  it('is read out by the arrow keys, gaps included', async () => {
    const { chart, stable } = await drawn([...steady(0, 600, 200), ...steady(1_500, 1_800, -400)]);
    chart.press('Home');
    await stable();
    expect([chart.readout, chart.valueText]).toEqual(['12:00 · 200 W', '12:00: 200 W']);
    for (let step = 0; step < 3; step += 1) chart.press('PageUp');
    await stable();
    expect([chart.readout, chart.valueText]).toEqual(['12:15 · Not measured', '12:15: Not measured']);
    chart.press('End');
    await stable();
    expect(chart.readout).toBe('12:30 · −400 W');
  });

  it('tells the same as a table', async () => {
    const chart = await draw([...steady(0, 590, 200), ...steady(1_500, 1_790, 12_000)]);
    expect(chart.rows).toEqual([
      '12:00–12:05: 200 W',
      '12:05–12:10: 200 W',
      '12:10–12:15: Not measured',
      '12:15–12:20: Not measured',
      '12:20–12:25: Not measured',
      '12:25–12:30: 12.0 kW',
    ]);
  });
});
