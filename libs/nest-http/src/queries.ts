import { decimalNumber } from '@hub/contracts';
import * as z from 'zod/mini';

/** First and last day, both included and both optional. */
export const DaysQuery = z.object({ from: z.optional(z.iso.date()), to: z.optional(z.iso.date()) });
export type DaysQuery = z.infer<typeof DaysQuery>;

const instant = decimalNumber(0, 4_294_967_295);
/** A year and a bit in one answer. */
const MOST_S = 400 * 86_400;

/** From `start` up to `end`, unix seconds. */
export const WindowQuery = z
  .object({ start: instant, end: instant })
  .check(
    z.refine(({ start, end }) => end > start && end - start <= MOST_S, 'end must be after start, by 400 days at most'),
  );
export type WindowQuery = z.infer<typeof WindowQuery>;
