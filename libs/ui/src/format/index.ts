export { dayText, monthText, shortDayText, shortMonthText, shortWeekdayText } from './day';
