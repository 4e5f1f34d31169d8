import * as z from 'zod/mini';
import { ScheduleRuleView } from './rule-view';

const Seconds = z.number();
const PenceOrNull = z.nullable(z.number());

/** The plan of one repetition. Times are unix seconds, money is pence without VAT. */
export const NextRunView = z.object({
  /** `YYYY-MM-DDTHH:MM`, local: its name, as `skip` takes it. */
  label: z.string(),
  deadline: Seconds,
  blocks: z.array(z.tuple([Seconds, Seconds])),
  shortfallMinutes: z.number(),
  /** The constraint that bound; null without a shortfall. */
  reason: z.nullable(
    z.enum(['deadline', 'earliest', 'signal', 'ceiling', 'block', 'maxStarts', 'minOn', 'minOff', 'cap']),
  ),
  reserveMinutes: z.number(),
  /** Seconds after a price edge at which it starts, so that not every home starts at once. */
  delayS: z.number(),
  /** What it costs, and what other times would have cost; null where those do not fit. */
  cost: z.object({
    chosenPence: z.number(),
    startNowPence: PenceOrNull,
    latestPence: PenceOrNull,
    averagePence: PenceOrNull,
  }),
  /** What the prices rest on, stretch by stretch. */
  prices: z.array(
    z.object({ start: Seconds, end: Seconds, rung: z.enum(['signal', 'yesterday', 'tariff', 'latest']) }),
  ),
});
export type NextRunView = z.infer<typeof NextRunView>;

/** What suspends or overrides a rule until a time. */
export const ScheduleStanding = z.object({
  enabled: z.boolean(),
  /** On regardless of the plan from then, until then. */
  boostFrom: z.nullable(Seconds),
  boostUntil: z.nullable(Seconds),
});
export type ScheduleStanding = z.infer<typeof ScheduleStanding>;

export const ScheduleView = z.object({
  id: z.number(),
  rule: ScheduleRuleView,
  standing: ScheduleStanding,
  /** When the plans were made; null before the first. */
  plannedAt: z.nullable(Seconds),
  /** When the prices that they rest on were made. */
  pricesAsOf: z.nullable(Seconds),
  /** The run in progress was interrupted by a power cut or a restart. */
  interrupted: z.boolean(),
  next: z.array(NextRunView),
});
export type ScheduleView = z.infer<typeof ScheduleView>;

export const ScheduleList = z.object({ schedules: z.array(ScheduleView) });
export type ScheduleList = z.infer<typeof ScheduleList>;

/** Answer of `POST /api/v1/schedules/preview`: what a rule would do if it were saved at `now`. */
export const SchedulePreview = z.object({ now: Seconds, next: z.array(NextRunView) });
export type SchedulePreview = z.infer<typeof SchedulePreview>;

const PriceSegment = z.tuple([Seconds, Seconds, z.number()]);

/** What is taken under the household's power cap: by the house (`scheduleId` null) or by the plan of a schedule. */
const TakenPower = z.object({
  start: Seconds,
  end: Seconds,
  watts: z.number(),
  scheduleId: z.nullable(z.number()),
});

/** Answer of `GET /api/v1/schedules/prices`: what `nextRuns` of `@hub/domain/schedules` needs beside a rule, so that a page can preview by itself. Prices: micro-pence a kWh. */
export const SchedulePrices = z.object({
  now: Seconds,
  zone: z.string(),
  hub: z.string(),
  asOf: z.nullable(Seconds),
  rungs: z.array(z.object({ name: z.enum(['signal', 'yesterday', 'tariff']), signal: z.array(PriceSegment) })),
  /** Absent where the household set no power cap. */
  cap: z.optional(z.object({ capW: z.number(), taken: z.array(TakenPower) })),
});
export type SchedulePrices = z.infer<typeof SchedulePrices>;

/** Something that happened to a schedule, newest first. */
export const ScheduleEventView = z.object({
  at: Seconds,
  kind: z.enum([
    'created',
    'changed',
    'planned',
    'skipped',
    'paused',
    'boosted',
    'off',
    'on',
    'undone',
    'ran',
    'interrupted',
  ]),
  label: z.nullable(z.string()),
  /** Of a plan or a run: its blocks, and the price of it beside that of starting at once. */
  blocks: z.array(z.tuple([Seconds, Seconds])),
  costPence: PenceOrNull,
  startNowPence: PenceOrNull,
});
export type ScheduleEventView = z.infer<typeof ScheduleEventView>;

export const ScheduleHistory = z.object({ events: z.array(ScheduleEventView) });
export type ScheduleHistory = z.infer<typeof ScheduleHistory>;
