import { ScheduleRule } from '@hub/contracts';
import { DAY_S } from '@hub/domain/time';
import * as z from 'zod/mini';

type Task = z.input<typeof ScheduleRule>['task'];

/** Any rule that a form could make at `now`: every kind of task, repetition, exception and limit. */
export function randomDraft(random: () => number, now: number): ScheduleRule {
  const whole = (least: number, most: number): number => least + Math.floor(random() * (most - least + 1));
  const maybe = <T>(share: number, value: () => T): T | null => (random() < share ? value() : null);
  const clock = (): string => `${String(whole(0, 23)).padStart(2, '0')}:${String(whole(0, 11) * 5).padStart(2, '0')}`;
  const day = (): string => new Date((now + whole(0, 5) * DAY_S) * 1000).toISOString().slice(0, 10);
  const powerW = whole(5, 74) * 100;
  const tasks: readonly (() => Task)[] = [
    () => ({ kind: 'minutes', minutes: whole(1, 480) }),
    () => ({ kind: 'energy', wh: whole(1, powerW * 8) }),
    () => ({ kind: 'charge', capacityWh: whole(1, powerW * 12), fromPercent: whole(0, 60), toPercent: whole(40, 100) }),
    () => ({ kind: 'profile', phases: Array.from({ length: whole(1, 5) }, () => [whole(1, 60), whole(0, 2500)]) }),
  ];
  const once = maybe(0.4, () => ({ date: day(), time: clock() }));
  const week = Array.from({ length: 7 }, () => (random() < 0.6 ? [clock()] : []));
  if (once === null && week.every((times) => times.length === 0)) week[0] = [clock()];
  return z.parse(ScheduleRule, {
    deviceId: whole(1, 9),
    task: tasks[whole(0, 3)]?.(),
    powerW,
    interruptible: random() < 0.5,
    minOnMinutes: maybe(0.3, () => whole(1, 60)) ?? 0,
    minOffMinutes: maybe(0.3, () => whole(1, 60)) ?? 0,
    maxStarts: maybe(0.3, () => whole(1, 5)),
    ceilingPence: maybe(0.3, () => whole(5, 30)),
    earliest: maybe(0.3, clock),
    week: once === null ? week : undefined,
    once,
    holidayAs: maybe(0.3, () => whole(0, 7)),
    pauseUntil: maybe(0.1, day),
    skip: maybe(0.2, () => [`${day()}T${clock()}`]) ?? [],
    prefer: random() < 0.5 ? 'early' : 'late',
    reserveMinutes: whole(0, 60),
    spreadStart: random() < 0.5,
    onCompletion: random() < 0.2 ? 'on' : 'off',
  });
}
