import {
  type HouseholdDevice,
  MOST_POWER_W,
  MOST_TASK_MINUTES,
  MOST_TASK_WH,
  type ScheduleRule,
  type ScheduleTask,
  taskMinutes,
} from '@hub/contracts';
import { type CalendarDay, shiftDay } from '@hub/domain/time';
import { formatClock } from '@hub/ui';
import { dayOf } from '@hub/ui/format';

type WorkKind = ScheduleTask['kind'];
export type Holidays = 'same' | 'sunday' | 'none';

/** What stands in the form. Numbers that are not typed yet are NaN; `week`: times of seven days, Monday first. */
export interface Draft {
  readonly deviceId: number | undefined;
  readonly work: WorkKind;
  readonly minutes: number;
  readonly kWh: number;
  readonly capacityKWh: number;
  readonly fromPercent: number;
  readonly toPercent: number;
  readonly powerW: number;
  readonly canPause: boolean;
  readonly readyBy: string;
  readonly repeats: boolean;
  readonly date: CalendarDay;
  readonly week: readonly (readonly string[])[];
  /** What the form does not show is kept as it is. */
  readonly kept: ScheduleRule | undefined;
  readonly ceilingPence: number | undefined;
  readonly earliest: string;
  readonly holidays: Holidays;
  readonly leastMinutes: number;
  readonly mostStarts: number | undefined;
  readonly late: boolean;
  readonly staysOn: boolean;
  readonly spreadStart: boolean;
}

/** What is missing before the draft is a rule. */
export type Missing = 'device' | 'work' | 'long' | 'power' | 'time' | 'days' | 'other';

const READY_BY = '07:00';
const SUNDAY = 7;
const MOST_PENCE = 1_000;
/** What the form does not ask for. */
const NOT_SHOWN = { minOffMinutes: 0, pauseUntil: null, skip: [], reserveMinutes: 10 } satisfies Partial<ScheduleRule>;

/** Watts that a device takes while on, as far as it can be known: what it takes now, or what its kind usually takes. */
export function usualPowerW({ kind, on, powerW }: HouseholdDevice): number {
  if (on === true && powerW !== null && powerW >= 20) return Math.round(powerW);
  return kind === 'charger' ? 7_000 : 2_000;
}

/** An empty form for a device; it is to be ready by the next seven o'clock. */
export function newDraft(device: HouseholdDevice | undefined, nowS: number): Draft {
  const today = dayOf(nowS);
  const charger = device?.kind === 'charger';
  return {
    deviceId: device?.id,
    work: charger ? 'energy' : 'minutes',
    minutes: 120,
    kWh: 15,
    capacityKWh: 50,
    fromPercent: 30,
    toPercent: 80,
    powerW: device ? usualPowerW(device) : 2_000,
    canPause: charger || device?.kind === 'heat-pump',
    readyBy: READY_BY,
    repeats: false,
    date: formatClock(nowS) < READY_BY ? today : shiftDay(today, 1),
    week: Array.from({ length: 7 }, () => []),
    kept: undefined,
    ceilingPence: undefined,
    earliest: '',
    holidays: 'same',
    leastMinutes: 0,
    mostStarts: undefined,
    late: false,
    staysOn: false,
    spreadStart: true,
  };
}

/** A rule as the form shows it. */
export function draftOf(rule: ScheduleRule, nowS: number): Draft {
  const { task, once, week } = rule;
  const empty = newDraft(undefined, nowS);
  return {
    ...empty,
    ...workOf(rule),
    deviceId: rule.deviceId,
    work: task.kind,
    powerW: rule.powerW,
    canPause: rule.interruptible,
    readyBy: once?.time ?? week.flat()[0] ?? empty.readyBy,
    repeats: once === null,
    date: once?.date ?? empty.date,
    week,
    kept: rule,
    ceilingPence: rule.ceilingPence ?? undefined,
    earliest: rule.earliest ?? '',
    holidays: rule.holidayAs === null ? 'same' : rule.holidayAs === 0 ? 'none' : 'sunday',
    leastMinutes: rule.minOnMinutes,
    mostStarts: rule.maxStarts ?? undefined,
    late: rule.prefer === 'late',
    staysOn: rule.onCompletion === 'on',
    spreadStart: rule.spreadStart,
  };
}

function workOf({ task }: ScheduleRule): Partial<Draft> {
  switch (task.kind) {
    case 'minutes':
      return { minutes: task.minutes };
    case 'energy':
      return { kWh: task.wh / 1_000 };
    case 'charge':
      return {
        capacityKWh: task.capacityWh / 1_000,
        fromPercent: task.fromPercent,
        toPercent: task.toPercent,
      };
    case 'profile':
      return {};
  }
}

/** The rule that the draft stands for, or what is missing. */
export function ruleOf(draft: Draft): { readonly rule: ScheduleRule } | { readonly missing: Missing } {
  const { deviceId, kept, powerW } = draft;
  if (deviceId === undefined) return { missing: 'device' };
  const task = taskOf(draft);
  const missing = missingInWork(powerW, task) ?? missingInWhen(draft) ?? missingInLimits(draft);
  if (missing !== undefined || task === undefined) return { missing: missing ?? 'work' };
  return { rule: { ...(kept ?? NOT_SHOWN), deviceId, task, powerW, ...whenOf(draft), ...limitsOf(draft) } };
}

function whenOf({ repeats, week, date, readyBy }: Draft): Pick<ScheduleRule, 'week' | 'once'> {
  return repeats
    ? { week: week.map((times) => [...times]), once: null }
    : { week: week.map(() => []), once: { date, time: readyBy } };
}

function limitsOf(
  draft: Draft,
): Omit<ScheduleRule, keyof typeof NOT_SHOWN | 'deviceId' | 'task' | 'powerW' | 'week' | 'once'> {
  return {
    interruptible: draft.canPause,
    minOnMinutes: draft.leastMinutes,
    maxStarts: draft.mostStarts ?? null,
    ceilingPence: draft.ceilingPence ?? null,
    earliest: draft.earliest === '' ? null : draft.earliest,
    holidayAs: holidayAs(draft),
    prefer: draft.late ? 'late' : 'early',
    spreadStart: draft.spreadStart,
    onCompletion: draft.staysOn ? 'on' : 'off',
  };
}

/** What the hub would refuse is said beforehand. */
function missingInWork(powerW: number, task: ScheduleTask | undefined): Missing | undefined {
  if (!isWhole(powerW, 1, MOST_POWER_W)) return 'power';
  if (task === undefined) return 'work';
  return taskMinutes(task, powerW) > MOST_TASK_MINUTES ? 'long' : undefined;
}

function missingInWhen({ repeats, week, readyBy, date }: Draft): Missing | undefined {
  if (repeats) return week.every((times) => times.length === 0) ? 'days' : undefined;
  return readyBy === '' || date === '' ? 'time' : undefined;
}

function missingInLimits({ leastMinutes, mostStarts = 1, ceilingPence = 0 }: Draft): Missing | undefined {
  const fit = isWhole(leastMinutes, 0, 720) && isWhole(mostStarts, 1, 50) && Math.abs(ceilingPence) <= MOST_PENCE;
  return fit ? undefined : 'other';
}

const isWhole = (value: number, least: number, most: number): boolean =>
  Number.isInteger(value) && value >= least && value <= most;

/** The work; undefined while a number of it is missing. */
function taskOf(draft: Draft): ScheduleTask | undefined {
  switch (draft.work) {
    case 'minutes':
      return isWhole(draft.minutes, 1, MOST_TASK_MINUTES) ? { kind: 'minutes', minutes: draft.minutes } : undefined;
    case 'energy': {
      const wh = Math.round(draft.kWh * 1_000);
      return isWhole(wh, 1, MOST_TASK_WH) ? { kind: 'energy', wh } : undefined;
    }
    case 'charge': {
      const { fromPercent, toPercent } = draft;
      const capacityWh = Math.round(draft.capacityKWh * 1_000);
      const isLevel = isWhole(fromPercent, 0, 100) && isWhole(toPercent, fromPercent + 1, 100);
      return isLevel && isWhole(capacityWh, 1, MOST_TASK_WH)
        ? { kind: 'charge', capacityWh, fromPercent, toPercent }
        : undefined;
    }
    case 'profile':
      return draft.kept?.task;
  }
}

/** A bank holiday that counts as another day than Sunday stays so: only the API can set that. */
function holidayAs({ holidays, kept }: Draft): number | null {
  if (holidays === 'same') return null;
  return holidays === 'none' ? 0 : kept?.holidayAs || SUNDAY;
}

/** The draft with a day of the week switched: a new one is ready by the time of the others. */
export function withDay(draft: Draft, day: number, on: boolean): Draft {
  return { ...draft, week: draft.week.map((times, index) => (index === day ? (on ? [draft.readyBy] : []) : times)) };
}

/** The draft ready by another time: days with a time of their own keep it. */
export function withReadyBy(draft: Draft, readyBy: string): Draft {
  const week =
    readyBy === ''
      ? draft.week
      : draft.week.map((times) => times.map((time) => (time === draft.readyBy ? readyBy : time)));
  return { ...draft, readyBy: readyBy === '' ? draft.readyBy : readyBy, week };
}

/** The draft with a time of its own for one day. */
export function withOwnTime(draft: Draft, day: number, time: string): Draft {
  if (time === '') return draft;
  return { ...draft, week: draft.week.map((times, index) => (index === day ? [time, ...times.slice(1)] : times)) };
}
