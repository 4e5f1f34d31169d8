export { powerText } from './power';
export { dayText, monthText, shortDayText, shortMonthText, shortWeekdayText } from './day';
