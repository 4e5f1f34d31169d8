import type { Generator } from '@hub/domain/community';
import * as z from 'zod/mini';
import { ConfigError } from './config-error';

const MOST_KW = 100_000;
const MOST_GENERATORS = 50;
const kW = z.number().check(z.positive(), z.maximum(MOST_KW));
/** What people call it; the server itself has no use for it. */
const name = z.optional(z.string().check(z.maxLength(64)));

/** The file of `SERVER_GENERATORS_FILE`: a list of the club's generators. */
const Generators = z
  .array(
    z.discriminatedUnion('type', [
      z.strictObject({ type: z.literal('hydro'), name, maxKW: kW }),
      z.strictObject({ type: z.literal('solar'), name, peakKW: kW }),
      z.strictObject({
        type: z.literal('wind'),
        name,
        ratedKW: kW,
        kWPerMs: kW,
        offsetKW: z.number().check(z.minimum(-MOST_KW), z.maximum(0)),
      }),
      z.strictObject({ type: z.literal('flat'), name, kW }),
    ]),
  )
  .check(z.maxLength(MOST_GENERATORS));

/** Throws {@link ConfigError} that names the variable and everything that is wrong with its file. */
export function readGenerators(variable: string, text: string): readonly Generator[] {
  const parsed = Generators.safeParse(jsonOf(variable, text));
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'the list'}: ${message}`);
  throw new ConfigError(`${variable}: ${issues.join('; ')}`);
}

function jsonOf(variable: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ConfigError(`${variable}: is not JSON (${error instanceof Error ? error.message : String(error)})`);
  }
}
