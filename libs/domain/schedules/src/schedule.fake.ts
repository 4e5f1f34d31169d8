import type { Schedule } from './schedule';

/** Two hours at 3 kW, ready by seven each morning, as early as it costs no more. For specs only. */
export const scheduleOf = (more: Partial<Schedule> = {}): Schedule => ({
  deviceId: 1,
  task: { kind: 'minutes', minutes: 120 },
  powerW: 3_000,
  interruptible: false,
  minOnMinutes: 0,
  minOffMinutes: 0,
  maxStarts: null,
  ceilingPence: null,
  earliest: null,
  week: Array.from({ length: 7 }, () => ['07:00']),
  once: null,
  holidayAs: null,
  pauseUntil: null,
  skip: [],
  prefer: 'early',
  reserveMinutes: 0,
  spreadStart: false,
  onCompletion: 'off',
  ...more,
});
