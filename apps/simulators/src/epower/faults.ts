import * as z from 'zod/mini';
import { chance } from './chance';

const percent = z.number().check(z.minimum(0), z.maximum(100));

/** The ways in which a real settlement server fails, all off by default. */
export const Faults = z.object({
  /** The newest days that every third member does not have yet. */
  lateDays: z.number().check(z.minimum(0), z.int()),
  /** Half-hours of a thousand that are missing, beside the gaps of the recordings. */
  gapsPerMille: z.number().check(z.minimum(0), z.maximum(1000)),
  /** Of a hundred requests: answered with status 500. */
  errorPercent: percent,
  /** … with an answer that stops in the middle. */
  malformedPercent: percent,
  /** … with status 200 and a page for people. */
  htmlPercent: percent,
  /** Every answer waits this long. */
  slowMs: z.number().check(z.minimum(0)),
});
export type Faults = z.infer<typeof Faults>;

export const NO_FAULTS: Faults = {
  lateDays: 0,
  gapsPerMille: 0,
  errorPercent: 0,
  malformedPercent: 0,
  htmlPercent: 0,
  slowMs: 0,
};

export type RequestFault = 'error' | 'malformed' | 'html' | 'none';

/** What goes wrong with the request of this number: chance by name, so a run can be repeated. */
export function faultOf(faults: Faults, request: number): RequestFault {
  const drawn = chance(request, 13) * 100;
  if (drawn < faults.errorPercent) return 'error';
  if (drawn < faults.errorPercent + faults.malformedPercent) return 'malformed';
  return drawn < faults.errorPercent + faults.malformedPercent + faults.htmlPercent ? 'html' : 'none';
}
