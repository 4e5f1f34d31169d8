import { type HouseholdDevice, type NextRunView, type ScheduleRule, type ScheduleView } from '@hub/contracts';
import { NOON } from '../outlook/forecast.fake';

const HOUR_S = 3_600;

/** A plug that answers. For specs only. */
export const fakeDevice = (id: number, name: string, change: Partial<HouseholdDevice> = {}): HouseholdDevice => ({
  id,
  type: 'smartplug',
  kind: 'plug',
  name,
  room: null,
  topic: `emon/${name}`,
  outlet: 1,
  reach: 'answers',
  heardAt: NOON,
  on: false,
  powerW: 0,
  powerAt: NOON,
  energyKWh: null,
  ip: null,
  clockAheadS: 0,
  control: { mode: 'smart', until: null, wantedOn: false, confirmed: true, confirmedAt: NOON, pressed: null, runs: [] },
  ...change,
});

export const fakeRule = (change: Partial<ScheduleRule> = {}): ScheduleRule => ({
  deviceId: 1,
  task: { kind: 'minutes', minutes: 90 },
  powerW: 2_000,
  interruptible: false,
  minOnMinutes: 0,
  minOffMinutes: 0,
  maxStarts: null,
  ceilingPence: null,
  earliest: null,
  week: [['07:00'], ['07:00'], ['07:00'], ['07:00'], ['07:00'], ['09:00'], []],
  once: null,
  holidayAs: null,
  pauseUntil: null,
  skip: [],
  prefer: 'early',
  reserveMinutes: 10,
  spreadStart: false,
  onCompletion: 'off',
  ...change,
});

/** Ready by seven tomorrow, from 02:30 to 04:00. */
export const fakeRun = (change: Partial<NextRunView> = {}): NextRunView => ({
  label: '2026-11-24T07:00',
  deadline: NOON + 19 * HOUR_S,
  blocks: [[NOON + 14.5 * HOUR_S, NOON + 16 * HOUR_S]],
  shortfallMinutes: 0,
  reason: null,
  reserveMinutes: 10,
  delayS: 0,
  cost: { chosenPence: 21.75, startNowPence: 30, latestPence: 28, averagePence: 29 },
  prices: [{ start: NOON, end: NOON + 19 * HOUR_S, rung: 'signal' }],
  ...change,
});

export const fakeSchedule = (change: Partial<ScheduleView> = {}): ScheduleView => ({
  id: 5,
  rule: fakeRule(),
  standing: { enabled: true, boostFrom: null, boostUntil: null },
  plannedAt: NOON - 600,
  pricesAsOf: NOON - 1_800,
  interrupted: false,
  next: [fakeRun()],
  ...change,
});
