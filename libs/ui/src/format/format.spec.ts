import { describe, expect, it } from 'vitest';
import { formatClock } from './clock';
import { formatMoney, formatPrice } from './money';
import { flowOf, formatPower, powerText } from './power';

describe('formatPower', () => {
  it.each([
    [0, '0', 'W'],
    [0.4, '0', 'W'],
    [640.4, '640', 'W'],
    [-1_240, '1,240', 'W'],
    [9_999.4, '9,999', 'W'],
    [9_999.5, '10.0', 'kW'],
    [-12_340, '12.3', 'kW'],
  ])('%d W is %s %s', (powerW, value, unit) => {
    expect(formatPower(powerW)).toEqual({ value, unit });
  });
});

describe('powerText', () => {
  it('shows export with a minus, but no minus zero', () => {
    expect([640, -12_340, -0.4].map(powerText)).toEqual(['640 W', '−12.3 kW', '0 W']);
  });
});

describe('flowOf', () => {
  it.each([
    [1, 'import'],
    [-1, 'export'],
    [0.4, 'idle'],
    [-0.4, 'idle'],
  ])('%d W is %s', (powerW, flow) => {
    expect(flowOf(powerW)).toBe(flow);
  });
});

describe('formatMoney', () => {
  it.each([
    [0, '0', 'pence'],
    [0.02, '0.0', 'pence'],
    [6.44, '6.4', 'pence'],
    [99.94, '99.9', 'pence'],
    [99.96, '1.00', 'pounds'],
    [123.4, '1.23', 'pounds'],
  ])('%d pence is %s %s', (pence, amount, currency) => {
    expect(formatMoney(pence)).toEqual({ amount, currency });
  });
});

describe('formatPrice', () => {
  it('keeps the decimals that a price has', () => {
    expect([10, 7.25, 20.2].map(formatPrice)).toEqual(['10', '7.25', '20.2']);
  });
});

describe('formatClock', () => {
  it('shows the time of the house in winter and in summer', () => {
    expect(formatClock(Date.UTC(2026, 0, 5, 16, 5) / 1_000)).toBe('16:05');
    expect(formatClock(Date.UTC(2026, 6, 5, 15, 5) / 1_000)).toBe('16:05');
  });

  it('goes on after the clock change and calls midnight 00', () => {
    const springForward = Date.UTC(2026, 2, 29, 1, 0) / 1_000;
    expect([springForward - 60, springForward].map(formatClock)).toEqual(['00:59', '02:00']);
    const fallBack = Date.UTC(2026, 9, 25, 1, 0) / 1_000;
    expect([fallBack - 60, fallBack].map(formatClock)).toEqual(['01:59', '01:00']);
    expect(formatClock(Date.UTC(2026, 0, 5) / 1_000)).toBe('00:00');
  });
});
