export { DayStrip } from './day-strip';
export { type StripSlot } from './strip-slot';
