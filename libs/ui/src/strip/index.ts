export { DayStrip } from './day-strip';
export { SLOT_S, type StripSlot } from './strip-slot';
