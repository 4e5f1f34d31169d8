import type { UpdateJournal } from '@hub/domain/update';
import * as z from 'zod/mini';

const slot = z.enum(['A', 'B']);
const text = z.string();
const seconds = z.number();
const release = z.object({
  version: text,
  compatible: text,
  bundleUrl: text,
  bundleBytes: z.number(),
  sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  minimumVersion: text,
});
const working = { release, origin: z.object({ version: text, slot, bootId: text }), urgent: z.boolean() };
const before = z.object({
  serverReachable: z.boolean(),
  apiDegraded: z.boolean(),
  failedUnits: z.array(text),
  // An older program did not note it.
  inNetwork: z._default(z.boolean(), false),
});
const knownReason = z.union([
  z.enum([
    'did-not-start',
    'did-not-stay-up',
    'stopped-starting',
    'switch-lost',
    'other-version',
    'withdrawn',
    'unknown',
  ]),
  z.templateLiteral(['health:', text]),
]);
/** A word that only a newer release knows is no cause to forget what was refused. */
const reason = z.catch(knownReason, 'unknown');

const state = z.discriminatedUnion('phase', [
  z.object({ phase: z.literal('idle') }),
  z.object({ phase: z.literal('downloading'), ...working }),
  z.object({ phase: z.literal('installing'), source: z.enum(['stream', 'file']), ...working }),
  z.object({ phase: z.literal('pending-reboot'), readyAt: seconds, before, ...working }),
  z.object({ phase: z.literal('verifying'), before, ...working }),
  z.object({ phase: z.literal('rolling-back'), reason, bootId: text, ...working }),
  z.object({ phase: z.literal('good'), version: text }),
  z.object({ phase: z.literal('rolled-back'), version: text, reason }),
]);

const outcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('good'), version: text, slot, at: seconds }),
  z.object({ kind: z.literal('rolled-back'), version: text, reason, at: seconds }),
  z.object({ kind: z.literal('kept-for-want-of-another'), version: text, reason, at: seconds }),
  z.object({ kind: z.literal('failed'), version: text, reason: text, at: seconds }),
]);

const journal = z.object({
  format: z.literal(1),
  state,
  outcome: z.optional(outcome),
  refused: z.array(z.object({ version: text, reason: text, at: seconds })),
  failures: z.optional(z.object({ version: text, count: z.number(), notBefore: seconds })),
});

/** The text of the state file: both slots read and write it, so an older or newer program may have written it. */
export function readJournal(content: string): UpdateJournal | undefined {
  let json: unknown;
  try {
    json = JSON.parse(content);
  } catch {
    return undefined;
  }
  const parsed = journal.safeParse(json);
  if (!parsed.success) return undefined;
  const { state: read, outcome: ended, refused, failures } = parsed.data;
  return { state: read, outcome: ended, refused, failures };
}

export const writeJournal = (value: UpdateJournal): string => `${JSON.stringify({ format: 1, ...value })}\n`;
