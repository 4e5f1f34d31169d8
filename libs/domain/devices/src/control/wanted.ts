import type { Instant } from '@hub/domain/time';
import type { Run } from '../device-type';

/** The key of a device in the hub's database. */
export type DeviceId = number;

/**
 * What schedules want, by device. A device that is not in it has no schedule and is left as it is; an empty list means
 * off. Runs are sorted and do not overlap; the one in progress is among them with its original start.
 */
export type WantedRuns = ReadonlyMap<DeviceId, readonly Run[]>;

/** On or off by the household's own word, until it says otherwise or until `until`. */
export interface Override {
  readonly on: boolean;
  readonly since: Instant;
  readonly until: Instant | null;
}

/** What is planned for a device. `runs` is null where it has no schedule. */
export interface Plan {
  readonly override: Override | null;
  readonly runs: readonly Run[] | null;
}

/** Whether the override is in force at `now`. */
export const overrides = (override: Override | null, now: Instant): override is Override =>
  override !== null && (override.until === null || now < override.until);

/** Whether the plan has the device on at `now`; null where nothing is planned, so that it is left as it is. */
export function plannedOn({ override, runs }: Plan, now: Instant): boolean | null {
  if (overrides(override, now)) return override.on;
  return runs && runs.some(({ start, end }) => start <= now && now < end);
}

/** When the plan changes next what it wants, as far as it is known; null where nothing is planned to change. */
export function nextChange({ override, runs }: Plan, now: Instant): Instant | null {
  if (overrides(override, now)) return override.until;
  const edges = (runs ?? []).flatMap(({ start, end }) => [start, end]).filter((edge) => edge > now);
  return edges.length > 0 ? Math.min(...edges) : null;
}
