import * as z from 'zod/mini';

/** Where a bundle that did not come from the server lies. */
export const OfflineSource = z.enum(['usb', 'upload']);
export type OfflineSource = z.infer<typeof OfflineSource>;

export const OfflineNotes = z.object({ en: z.string(), cy: z.string() });

/** Why a bundle from a stick or from the page is not taken, by code. */
export const OfflineRefusal = z.enum([
  'NOT_A_BUNDLE',
  'WRONG_SIGNATURE',
  'PLAIN_FORMAT',
  'DAMAGED',
  'UNREADABLE',
  'OTHER_MACHINE',
  'ALREADY_RUNNING',
  'OLDER_THAN_MINIMUM',
  'STEP_TOO_LARGE',
  'ROLLED_BACK_BEFORE',
]);
export type OfflineRefusal = z.infer<typeof OfflineRefusal>;

const place = { source: OfflineSource, /** Its name, without folder. */ file: z.string() };

/** What the update agent found on sticks and among uploads (`/run/cydynni/offline.json`). */
export const OfflineState = z.object({
  format: z.literal(1),
  bundles: z.array(
    z.discriminatedUnion('state', [
      z.object({ ...place, state: z.literal('checking') }),
      z.object({ ...place, state: z.literal('offered'), version: z.string(), notes: z.nullable(OfflineNotes) }),
      z.object({ ...place, state: z.literal('refused'), code: OfflineRefusal, version: z.nullable(z.string()) }),
    ]),
  ),
});
export type OfflineState = z.infer<typeof OfflineState>;
export type OfflineBundle = OfflineState['bundles'][number];
