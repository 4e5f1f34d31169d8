import * as z from 'zod/mini';

/**
 * What an answer of a hub rests on, best first. `server`: the CydYnni server said it just now. `stored`: it said it earlier, and
 * the hub kept it. `yesterday`: the shape of the last day whose half-hours the hub has. `tariff`: the prices of the bands and
 * nothing else. `unlinked`: these prices too, of a hub that belongs to no account.
 */
export const AnswerSource = z.enum(['server', 'stored', 'yesterday', 'tariff', 'unlinked']);
export type AnswerSource = z.infer<typeof AnswerSource>;

/** Only a hub's answers have these. `asOf`: unix seconds at which the server said it, or the end of the day that lent its shape. */
export const originFields = { source: z.optional(AnswerSource), asOf: z.optional(z.number()) };
