import { inputBinding, outputBinding, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { within as inside } from '@testing-library/dom';
import { describe, expect, it } from 'vitest';
import { watchNoLayout } from '../chart/silent-observer.fake';
import { type PowerPoint } from '../power-chart/runs';
import { PowerHistory } from './power-history';
import { lengthOf, type TimeWindow } from './time-window';

watchNoLayout();
// jsdom has no pointers that could be captured.
Element.prototype.setPointerCapture = () => undefined;

const DAY_S = 86_400;
const NOON_S = Date.UTC(2026, 10, 23, 12) / 1_000;
const DAY: TimeWindow = { startS: NOON_S - DAY_S, endS: NOON_S };

/** Every five minutes 300 W, and a gap from 06:00 to 09:00. */
const POINTS: readonly PowerPoint[] = Array.from({ length: 288 }, (_, index) => ({
  time: DAY.startS + 150 + index * 300,
  powerW: 300,
})).filter(({ time }) => time < NOON_S - 6 * 3_600 || time > NOON_S - 3 * 3_600);

async function draw(points = POINTS) {
  const window = signal(DAY);
  const fixture = TestBed.createComponent(PowerHistory, {
    bindings: [
      inputBinding('window', window),
      outputBinding('windowChange', (shown: TimeWindow) => window.set(shown)),
      inputBinding('limits', () => ({ earliestS: NOON_S - 400 * DAY_S, latestS: NOON_S })),
      inputBinding('points', () => points),
      inputBinding('stepS', () => 300),
    ],
  });
  await fixture.whenStable();
  const root = fixture.nativeElement as HTMLElement;
  const chart = inside(root).getByRole('slider', { name: 'Power by time' });
  const tell = async (event: Event) => {
    chart.dispatchEvent(event);
    await fixture.whenStable();
  };
  const touch = (type: string, pointerId: number, x: number) => {
    const event = new PointerEvent(type, { pointerId, pointerType: 'touch', bubbles: true });
    Object.defineProperty(event, 'offsetX', { value: x });
    return tell(event);
  };
  const wheel = (init: WheelEventInit) => {
    const event = new WheelEvent('wheel', { cancelable: true, ...init });
    Object.defineProperty(event, 'offsetX', { value: 320 });
    return tell(event).then(() => event.defaultPrevented);
  };
  return {
    ...{ root, chart, window, touch, wheel },
    press: (key: string) => tell(new KeyboardEvent('keydown', { key, cancelable: true })),
    text: () => root.querySelector('figcaption')?.textContent.replaceAll(/\s+/g, ' ') ?? '',
    spoken: () => chart.getAttribute('aria-valuetext'),
  };
}

describe('PowerHistory', () => {
  it('says what it shows, and hatches what was not measured', async () => {
    const { root, text, spoken } = await draw();
    expect(text()).toContain('Sun 22 Nov 2026, 12:00 – Mon 23 Nov 2026, 12:00');
    expect(text()).toContain('Lowest 300 W · highest 300 W');
    expect(text()).toContain('Not measured');
    expect(spoken()).toBe('Sun 22 Nov 2026, 12:00 – Mon 23 Nov 2026, 12:00');
    expect(root.querySelectorAll('rect.gap')).toHaveLength(1);
  });

  it('says so when nothing was read', async () => {
    expect((await draw([])).text()).toContain('No readings in this time');
  });

  it('is read by the keys, gaps included', async () => {
    const { press, spoken } = await draw();
    await press('Home');
    expect(spoken()).toBe('Sun 22 Nov 2026, 12:02 · 300 W');
    await press('End');
    for (let step = 0; step < 12; step += 1) await press('ArrowLeft');
    expect(spoken()).toMatch(/^Mon 23 Nov 2026, 07:\d\d · Not measured$/);
  });

  it('is zoomed and moved by the keys, not beyond now', async () => {
    const { press, window } = await draw();
    await press('PageUp');
    expect(window()).toEqual(DAY);
    await press('PageDown');
    expect(window()).toEqual({ startS: DAY.startS - DAY_S / 2, endS: DAY.endS - DAY_S / 2 });
    await press('+');
    expect(lengthOf(window())).toBeCloseTo(DAY_S / 1.6);
    await press('-');
    expect(lengthOf(window())).toBeCloseTo(DAY_S);
  });

  it('goes on with the arrow at its edge', async () => {
    const { press, window } = await draw();
    await press('Home');
    await press('ArrowLeft');
    await press('ArrowLeft');
    expect(window().startS).toBeLessThan(DAY.startS);
  });

  it('is zoomed by Ctrl and the wheel, moved by a wheel sideways, and lets the page scroll', async () => {
    const { wheel, window } = await draw();
    expect(await wheel({ deltaY: 120 })).toBe(false);
    expect(window()).toEqual(DAY);
    expect(await wheel({ deltaY: -300, ctrlKey: true })).toBe(true);
    expect(lengthOf(window())).toBeCloseTo(DAY_S / 2);
    const { startS } = window();
    expect(await wheel({ deltaX: -50 })).toBe(true);
    expect(window().startS).toBeLessThan(startS);
  });

  it('goes with a finger, opens between two, and a tap is read', async () => {
    const { touch, window, spoken } = await draw();
    await touch('pointerdown', 1, 200);
    await touch('pointermove', 1, 202);
    await touch('pointerup', 1, 202);
    expect(window()).toEqual(DAY);
    expect(spoken()).toMatch(/· 300 W$/);
    await touch('pointerdown', 1, 200);
    await touch('pointermove', 1, 400);
    expect(window().endS).toBeLessThan(DAY.endS);
    expect(lengthOf(window())).toBe(DAY_S);
    await touch('pointerdown', 2, 300);
    await touch('pointermove', 2, 200);
    await touch('pointerup', 2, 200);
    await touch('pointerup', 1, 400);
    expect(lengthOf(window())).toBeCloseTo(DAY_S / 2);
    const rested = window();
    await touch('pointermove', 1, 100);
    expect(window()).toEqual(rested);
  });

  it('tells the same as a table', async () => {
    const { root } = await draw();
    const rows = Array.from(root.querySelectorAll('tbody tr'), (row) =>
      Array.from(row.children, (cell) => cell.textContent.trim()).join(': '),
    );
    expect(rows).toHaveLength(12);
    expect(rows[0]).toBe('Sun 22 Nov 2026, 12:00: 300 W');
    expect(rows[9]).toContain('Not measured');
  });
});
