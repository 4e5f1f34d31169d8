import { DAY_S } from '@hub/domain/time';
import { describe, expect, it } from 'vitest';
import { momentText } from './moment';
import { calendarMarks } from './time-axis';

const at = (text: string) => Date.parse(text) / 1_000;
const texts = (start: string, lengthS: number, room: number) =>
  calendarMarks(at(start), at(start) + lengthS, room).map(({ text }) => text);

describe('calendarMarks', () => {
  it('are minutes, hours, days, months or years', () => {
    expect(texts('2026-11-23T12:00Z', 300, 6)).toEqual(['12:00', '12:01', '12:02', '12:03', '12:04', '12:05']);
    expect(texts('2026-11-23T12:00Z', DAY_S, 5)).toEqual(['12:00', '18:00', 'Tue 24', '06:00', '12:00']);
    expect(texts('2026-11-23T12:00Z', 7 * DAY_S, 4)).toEqual(['25 Nov', '27 Nov', '29 Nov']);
    expect(texts('2026-11-04T12:00Z', 28 * DAY_S, 5)).toEqual(['9 Nov', '16 Nov', '23 Nov', '30 Nov']);
    expect(texts('2026-02-10T12:00Z', 365 * DAY_S, 5)).toEqual(['Apr', 'Jul', 'Oct', '2027']);
    expect(texts('2023-06-10T12:00Z', 1_200 * DAY_S, 4)).toEqual(['2024', '2025', '2026']);
  });

  it("are at round times of the house's clocks, in summer too", () => {
    const summer = calendarMarks(at('2026-07-01T00:00Z'), at('2026-07-02T00:00Z'), 4);
    expect(summer.map(({ text }) => text)).toEqual(['06:00', '12:00', '18:00', 'Thu 2']);
    expect(summer[0]?.timeS).toBe(at('2026-07-01T05:00Z'));
    const monday = calendarMarks(at('2026-06-01T12:00Z'), at('2026-07-10T12:00Z'), 6).at(0);
    expect(monday?.timeS).toBe(at('2026-06-07T23:00Z'));
  });

  it('fit the room they have, whatever the window', () => {
    for (let lengthS = 300; lengthS < 5 * 365 * DAY_S; lengthS *= 1.37) {
      for (const room of [2, 5, 12]) {
        const marks = texts('2024-03-17T09:13Z', lengthS, room);
        expect(marks.length, `${lengthS} s in ${room}`).toBeLessThanOrEqual(room + 1);
      }
    }
  });
});

it('a moment has its date and its time, a day only its date', () => {
  expect(momentText(at('2026-07-01T11:05Z'))).toBe('Wed 1 Jul 2026, 12:05');
  expect(momentText(at('2026-07-01T11:05Z'), DAY_S)).toBe('Wed 1 Jul 2026');
});
