/** Figures and times as words. The first view shows hardly any: those that it does are in the index of the library. */
export { bytesText } from './bytes';
export { dayText, monthText, shortDayText, shortMonthText, shortWeekdayText } from './day';
export { energyText, kWhText, shareText } from './energy';
export { aboutMoney, moneyText, perUnit } from './money';
export { kilowattText, powerText } from './power';
export { dayOf, soonText } from './soon';
