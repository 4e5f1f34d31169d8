export { PowerHistory } from './power-history';
export { endOf, lengthOf, type TimeWindow, within, zoomed } from './time-window';
