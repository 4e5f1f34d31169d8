import * as z from 'zod/mini';

/** One input as it arrived: `node` and `name` of the device, unix second and value of its newest reading. */
export const InputView = z.object({
  id: z.number(),
  node: z.string(),
  name: z.string(),
  time: z.nullable(z.number()),
  value: z.nullable(z.number()),
  feedId: z.nullable(z.number()),
});
export type InputView = z.infer<typeof InputView>;

/** Answer of `GET /api/v1/inputs`. */
export const InputList = z.object({ inputs: z.array(InputView) });
export type InputList = z.infer<typeof InputList>;
