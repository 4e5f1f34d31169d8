import * as z from 'zod/mini';
import { HubIdText } from '../account';
import { VersionText } from '../update';

const percent = z.number().check(z.minimum(0), z.maximum(100));
const positivePercent = percent.check(z.positive());
const hours = (most: number) => z.number().check(z.minimum(0), z.maximum(most * 3600));

/** A name that the team gives to some hubs. */
export const GroupName = z
  .string()
  .check(z.regex(/^[a-z0-9][a-z0-9-]{0,31}$/, 'must be small letters, digits and hyphens'));

/** Who is added by a wave: so many hubs, hubs up to that share of the fleet (with the waves before it), or a group. */
export const RolloutWave = z.union([
  z.object({ hubs: z.number().check(z.int(), z.positive(), z.maximum(1_000_000)) }),
  z.object({ percent: positivePercent }),
  z.object({ group: GroupName }),
]);
export type RolloutWave = z.infer<typeof RolloutWave>;

/** Body of `POST /api/v1/rollouts`. Hubs that no wave names follow with the last one. */
export const NewRollout = z.object({
  version: VersionText,
  waves: z.array(RolloutWave).check(z.minLength(1), z.maxLength(20)),
  /** The next wave opens when this share of a wave runs the version and has proved itself. */
  successPercent: z._default(positivePercent, 90),
  /** The rollout pauses by itself when more than this share of a wave failed. 0: at the first failure. */
  errorPercent: z._default(percent, 5),
  /** A wave stays open at least this long before the next. */
  soakS: z._default(hours(24 * 30), 3600),
  /** The hubs of a wave begin spread over this time. */
  spreadS: z._default(hours(24 * 7), 0),
  /** Do not wait long for a moment without a controlled load. */
  urgent: z._default(z.boolean(), false),
});
export type NewRollout = z.infer<typeof NewRollout>;

export const RolloutState = z.enum(['running', 'paused', 'aborted', 'finished']);
export type RolloutState = z.infer<typeof RolloutState>;

/** How a hub stands in a rollout. `left-out`: held, pinned to another version, or gone; it counts for nothing. */
export const HubProgress = z.enum(['waiting', 'offered', 'working', 'done', 'failed', 'lost', 'absent', 'left-out']);
export type HubProgress = z.infer<typeof HubProgress>;

const Count = z.number();
export const WaveView = z.object({
  wave: RolloutWave,
  state: z.enum(['closed', 'open', 'passed']),
  /** Unix seconds; null while it is closed. */
  openedAt: z.nullable(z.number()),
  counts: z.record(HubProgress, Count),
});
export type WaveView = z.infer<typeof WaveView>;

export const RolloutEvent = z.object({
  at: z.number(),
  event: z.string(),
  hub: z.nullable(z.string()),
  detail: z.string(),
});
export type RolloutEvent = z.infer<typeof RolloutEvent>;

/** Answer of `GET /api/v1/rollouts/:id`, `POST /api/v1/rollouts` and of pause, resume and abort. */
export const RolloutView = z.object({
  id: z.number(),
  version: z.string(),
  state: RolloutState,
  /** Why it is paused or aborted, in words; null otherwise. */
  reason: z.nullable(z.string()),
  createdAt: z.number(),
  successPercent: z.number(),
  errorPercent: z.number(),
  soakS: z.number(),
  spreadS: z.number(),
  urgent: z.boolean(),
  waves: z.array(WaveView),
  /** The hubs that failed or were lost, with what they said. */
  failures: z.array(z.object({ hub: HubIdText, at: z.number(), reason: z.string() })),
  /** The newest 200 entries, oldest first. */
  log: z.array(RolloutEvent),
});
export type RolloutView = z.infer<typeof RolloutView>;

/** Answer of `GET /api/v1/rollouts`, newest first. */
export const RolloutList = z.object({
  rollouts: z.array(z.object({ id: z.number(), version: z.string(), state: RolloutState, createdAt: z.number() })),
});
export type RolloutList = z.infer<typeof RolloutList>;
