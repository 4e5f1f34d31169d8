import { type HouseholdDevice, ScheduleRule } from '@hub/contracts';
import { type CalendarDay, shiftDay } from '@hub/domain/time';
import { dayOf, formatClock } from '@hub/ui';

export type WorkKind = ScheduleRule['task']['kind'];
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
  const missing = missingIn(draft);
  if (missing !== undefined) return { missing };
  const parsed = ScheduleRule.safeParse({
    ...draft.kept,
    deviceId: draft.deviceId,
    task: taskOf(draft),
    powerW: draft.powerW,
    interruptible: draft.canPause,
    minOnMinutes: draft.leastMinutes,
    maxStarts: draft.mostStarts ?? null,
    ceilingPence: draft.ceilingPence ?? null,
    earliest: draft.earliest === '' ? null : draft.earliest,
    week: draft.repeats ? draft.week : Array.from({ length: 7 }, () => []),
    once: draft.repeats ? null : { date: draft.date, time: draft.readyBy },
    holidayAs: holidayAs(draft),
    prefer: draft.late ? 'late' : 'early',
    spreadStart: draft.spreadStart,
    onCompletion: draft.staysOn ? 'on' : 'off',
  });
  if (parsed.success) return { rule: parsed.data };
  const paths = parsed.error.issues.map(({ path }) => path);
  if (paths.some((path) => path.length === 1 && path[0] === 'task')) return { missing: 'long' };
  if (paths.some(([field]) => field === 'task')) return { missing: 'work' };
  if (paths.some(([field]) => field === 'powerW')) return { missing: 'power' };
  if (paths.some(([field]) => field === 'once' || field === 'week')) return { missing: 'time' };
  return { missing: 'other' };
}

function missingIn(draft: Draft): Missing | undefined {
  if (draft.deviceId === undefined) return 'device';
  if (draft.repeats && draft.week.every((times) => times.length === 0)) return 'days';
  if (!draft.repeats && (draft.readyBy === '' || draft.date === '')) return 'time';
  if (draft.work === 'charge' && draft.toPercent <= draft.fromPercent) return 'work';
  return undefined;
}

function taskOf(draft: Draft): unknown {
  switch (draft.work) {
    case 'minutes':
      return { kind: 'minutes', minutes: draft.minutes };
    case 'energy':
      return { kind: 'energy', wh: Math.round(draft.kWh * 1_000) };
    case 'charge': {
      const { capacityKWh, fromPercent, toPercent } = draft;
      return { kind: 'charge', capacityWh: Math.round(capacityKWh * 1_000), fromPercent, toPercent };
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
