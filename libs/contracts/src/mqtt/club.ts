import type { Reading } from '@hub/domain/metering';
import { HALF_HOUR_S } from '@hub/domain/time';
import * as z from 'zod/mini';
import { decode } from '../reading/json';
import { MAX_HALF_HOURS, MAX_HALF_HOUR_AGE_S } from '../reading/limits';
import type { IncomingMessage } from '../reading/message';
import { judged, rejected, type Parsed, type RejectionReason } from '../reading/parsed';
import { series } from '../reading/series';
import { shaped } from '../reading/shape';
import { sources } from '../reading/source';
import { stampOf } from '../reading/stamp';

/** What the server tells each hub of a club about its half-hours. */
export const CLUB_SERIES = ['generation', 'consumption', 'signal'] as const;
export type ClubSeriesName = (typeof CLUB_SERIES)[number];

/** `cydynni/club/<club>/generation|consumption|signal`: one value per half-hour from `start` (unix s) on; null is missing. */
export const ClubSeries = z.object({
  start: z.union([z.number(), z.string()]),
  interval: z.literal(HALF_HOUR_S),
  values: z.array(z.nullable(z.unknown())).check(z.maxLength(MAX_HALF_HOURS)),
});
export type ClubSeries = z.infer<typeof ClubSeries>;

/** A signal looks ahead; two days are published at most. */
const SIGNAL_AHEAD_S = 2 * 86_400;

/** Parses a club's downlink: kWh of generation and consumption (never negative), or the signal, which looks ahead. */
export function parseClubSeries(club: string, name: ClubSeriesName, message: IncomingMessage): Parsed {
  const json = decode(message.payload);
  if (!json.ok) return rejected(json.reason);
  const shape = shaped(ClubSeries, json.value);
  if (!shape.ok) return rejected(shape.reason);
  const start = stampOf(shape.value.start, message);
  if (start === 'bad-time' || start % HALF_HOUR_S !== 0) return rejected('bad-time');
  const readings: Reading[] = [];
  const rejections: RejectionReason[] = [];
  const signal = name === 'signal';
  series(
    {
      source: sources.club(club, name),
      start,
      intervalS: HALF_HOUR_S,
      values: shape.value.values,
      arrival: { ...message, receivedAt: message.receivedAt + (signal ? SIGNAL_AHEAD_S : 0) },
      maxAgeS: MAX_HALF_HOUR_AGE_S,
      signed: signal,
    },
    readings,
    rejections,
  );
  return judged(readings, rejections);
}
