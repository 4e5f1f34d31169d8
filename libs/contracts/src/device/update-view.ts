import * as z from 'zod/mini';
import { UpdateStatus } from '../update';
import { OfflineNotes, OfflineRefusal, OfflineSource } from './offline';

/** `GET /api/v1/update`. */
export const UpdateView = z.object({
  /** Something can be installed: from the server, from a stick or from an upload. */
  available: z.boolean(),
  /** As the update agent says; null where none runs. */
  status: z.nullable(UpdateStatus),
  /** A checked bundle of the household's own. "Update now" takes it before the server's. */
  offline: z.nullable(z.object({ source: OfflineSource, version: z.string(), notes: z.nullable(OfflineNotes) })),
  /** Bundles that were looked at and are not taken. */
  refused: z.array(
    z.object({
      source: OfflineSource,
      file: z.string(),
      code: OfflineRefusal,
      message: z.string(),
      action: z.string(),
    }),
  ),
});
export type UpdateView = z.infer<typeof UpdateView>;

/** `PUT /api/v1/update/bundle`: what the agent says of the file. `checking`: it has not said anything yet. */
export const UploadView = z.object({
  state: z.enum(['checking', 'offered']),
  bytes: z.number(),
  version: z.nullable(z.string()),
  notes: z.nullable(OfflineNotes),
});
export type UploadView = z.infer<typeof UploadView>;
