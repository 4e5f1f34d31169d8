import { DAY_S, dayStart, daysBetween, offsetS, weekdayOf } from '@hub/domain/time';
import { formatClock, HOUSE_ZONE } from '../format/clock';
import { shortMonthText, shortWeekdayText } from '../format/day';
import { dayOf } from '../format/soon';
import { multiples } from '../scale/scale';

/** One mark of the axis: the unix second, and what it says. */
interface TimeMark {
  readonly timeS: number;
  readonly text: string;
}

const CLOCK_STEPS_S = [60, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200] as const;
const DAY_STEPS = [1, 2, 7] as const;
const MONTH_STEPS = [1, 3, 6, 12, 24, 60, 120] as const;
const MONTH_S = 30 * DAY_S;
const MONDAY = 1;
const SHORT_YEAR = 4;

const dateOf = (day: string): number => Number(day.slice(8));
const markOf = (day: string, text: string): TimeMark => ({ timeS: dayStart(day, HOUSE_ZONE), text });

/** The marks of a window from minutes to years, `room` of them at most, at round times of the house's clocks and calendar. */
export function calendarMarks(startS: number, endS: number, room: number): readonly TimeMark[] {
  const lengthS = endS - startS;
  const stepS = CLOCK_STEPS_S.find((step) => lengthS / step <= room);
  if (stepS !== undefined) return clockMarks(startS, endS, stepS);
  const marks = lengthS / (7 * DAY_S) <= room ? dayMarks(startS, endS, room) : monthMarks(startS, endS, room);
  return marks.filter(({ timeS }) => timeS >= startS && timeS <= endS);
}

/** Midnight is named by its day. */
function clockMarks(startS: number, endS: number, stepS: number): readonly TimeMark[] {
  const aheadS = offsetS(startS, HOUSE_ZONE);
  return multiples(startS + aheadS, endS + aheadS, stepS).map((localS) => {
    const timeS = localS - aheadS;
    const clock = formatClock(timeS);
    const day = dayOf(timeS);
    return { timeS, text: clock === '00:00' ? `${shortWeekdayText(day)} ${dateOf(day)}` : clock };
  });
}

function dayMarks(startS: number, endS: number, room: number): readonly TimeMark[] {
  const step = DAY_STEPS.find((days) => (endS - startS) / (days * DAY_S) <= room) ?? 7;
  const isMarked = (day: string): boolean =>
    step === 7 ? weekdayOf(day) === MONDAY : (Date.parse(day) / (DAY_S * 1_000)) % step === 0;
  return Array.from(daysBetween(dayOf(startS), dayOf(endS)))
    .filter(isMarked)
    .map((day) => markOf(day, `${dateOf(day)} ${shortMonthText(day.slice(0, 7))}`));
}

/** January is named by its year. */
function monthMarks(startS: number, endS: number, room: number): readonly TimeMark[] {
  const step = MONTH_STEPS.find((months) => (endS - startS) / (months * MONTH_S) <= room) ?? 12;
  const [first, last] = [monthNumber(dayOf(startS)), monthNumber(dayOf(endS))];
  return multiples(first, last, step).map((number) => {
    const month = `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`;
    return markOf(`${month}-01`, number % 12 === 0 ? month.slice(0, SHORT_YEAR) : shortMonthText(month));
  });
}

const monthNumber = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
