import * as z from 'zod/mini';
import type { RejectionReason } from './parsed';
import { numberOf } from './number';

/** A number a feed can keep. Bounds are checked after the shape, so that JSON's `1e999` is named for what it is. */
export const Numeric = z.number();

/** Checks `value` against `schema`. Where a number was due, says what is wrong with the one that came. */
export function shaped<Schema extends z.ZodMiniType>(
  schema: Schema,
  value: unknown,
): { readonly ok: true; readonly value: z.output<Schema> } | { readonly ok: false; readonly reason: RejectionReason } {
  const result = z.safeParse(schema, value);
  if (result.success) return { ok: true, value: result.data };
  const [issue] = result.error.issues;
  return {
    ok: false,
    reason: issue?.code === 'invalid_type' && issue.expected === 'number' ? faultAt(value, issue.path) : 'bad-shape',
  };
}

function faultAt(value: unknown, path: readonly PropertyKey[]): RejectionReason {
  const found = path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined),
    value,
  );
  const reason = numberOf(found);
  return reason === 'nan' || reason === 'infinite' ? reason : 'bad-shape';
}
