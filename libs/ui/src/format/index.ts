export { dayText, monthText, shortDayText, shortMonthText } from './day';
