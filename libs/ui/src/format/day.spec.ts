import { describe, expect, it } from 'vitest';
import { dayText, monthText, shortDayText, shortMonthText } from './day';
import { dayOf, soonText } from './soon';

const at = (text: string) => Date.parse(text) / 1_000;

describe('days in words', () => {
  it('are written out', () => {
    expect(dayText('2026-11-20')).toBe('Friday 20 November 2026');
    expect([shortDayText('2026-03-01'), monthText('2026-11'), shortMonthText('2026-05')]).toEqual([
      '1 March',
      'November 2026',
      'May',
    ]);
  });

  it("are the house's, not UTC's", () => {
    expect([dayOf(at('2026-07-01T23:30Z')), dayOf(at('2026-12-01T23:30Z'))]).toEqual(['2026-07-02', '2026-12-01']);
  });
});

describe('soonText', () => {
  it.each([
    ['2026-11-23T12:10Z', '2026-11-23T16:00Z', '16:00'],
    ['2026-11-23T12:10Z', '2026-11-24T06:00Z', '06:00 tomorrow'],
    ['2026-11-23T23:40Z', '2026-11-24T00:00Z', '00:00 tomorrow'],
    ['2026-11-23T12:10Z', '2026-11-25T06:00Z', '06:00 on Wednesday'],
    // The nights in which the clocks change: 25 October and 29 March.
    ['2026-10-24T22:30Z', '2026-10-25T06:00Z', '06:00 tomorrow'],
    ['2026-03-28T23:30Z', '2026-03-29T05:00Z', '06:00 tomorrow'],
  ])('at %s says of %s: %s', (now, time, text) => {
    expect(soonText(at(time), at(now))).toBe(text);
  });
});
