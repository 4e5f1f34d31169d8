import type { Instant } from '@hub/domain/time';
import { isNewest } from './newest';

/** A reading up to this age is shown as live. Meters report every 5–10 s. */
export const LIVE_MAX_AGE_S = 25;
/** A reading older than this counts as none. */
export const MISSING_AFTER_S = 86_400;

/** What one message of a meter says; what it does not mention is absent. */
export interface MeterReading {
  readonly serial: string;
  readonly time: Instant;
  readonly powerW?: number;
  readonly importKWh?: number;
  readonly exportKWh?: number;
}

/** The newest that is known of the household's meter. `time` is that of the power; null: never heard. */
export interface MeterNow {
  readonly serial: string;
  readonly time: Instant | null;
  readonly powerW: number | null;
  readonly importKWh: number | null;
  readonly exportKWh: number | null;
}

/**
 * Takes a message in at `clock`, the hub's. One that is older than what is known changes nothing; another meter's newer
 * power replaces all.
 */
export function advance(now: MeterNow | null, reading: MeterReading, clock: Instant): MeterNow {
  const same = now?.serial === reading.serial;
  if (now && isStale(now, reading, { same, clock })) return now;
  const known = now && same ? now : NOTHING;
  return {
    serial: reading.serial,
    time: reading.powerW === undefined ? known.time : reading.time,
    powerW: reading.powerW ?? known.powerW,
    importKWh: reading.importKWh ?? known.importKWh,
    exportKWh: reading.exportKWh ?? known.exportKWh,
  };
}

const NOTHING = { time: null, powerW: null, importKWh: null, exportKWh: null } as const;

const isStale = (
  now: MeterNow,
  reading: MeterReading,
  { same, clock }: { readonly same: boolean; readonly clock: Instant },
): boolean => !isNewest(now.time, reading.time, clock) || (!same && reading.powerW === undefined);

/** `live`, `delayed` (older than {@link LIVE_MAX_AGE_S}) or `missing` (none of the last {@link MISSING_AFTER_S}). */
export function freshness(time: Instant | null, now: Instant): 'live' | 'delayed' | 'missing' {
  if (time === null || now - time > MISSING_AFTER_S) return 'missing';
  return now - time <= LIVE_MAX_AGE_S ? 'live' : 'delayed';
}
