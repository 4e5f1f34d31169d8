export { powerText } from './power';
export { dayText, monthText, shortDayText, shortMonthText } from './day';
