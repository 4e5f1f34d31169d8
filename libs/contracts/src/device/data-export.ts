import * as z from 'zod/mini';

const count = z.int().check(z.nonnegative());

/** `GET /api/v1/your-data/export`: what an export would hold now. */
export const ExportOutline = z.object({
  feeds: count,
  /** Of all feeds. */
  points: count,
});
export type ExportOutline = z.infer<typeof ExportOutline>;

/** `GET /api/v1/your-data/export/progress`: of the export that is being downloaded, or the last one. */
export const ExportProgress = z.object({
  /** `idle`: none since the hub's start. */
  state: z.enum(['idle', 'running', 'done', 'broken-off']),
  /** Of the readings, 0–1. */
  share: z.number().check(z.minimum(0), z.maximum(1)),
});
export type ExportProgress = z.infer<typeof ExportProgress>;

/** `POST /api/v1/your-data/backup`: the passphrase without which the backup is of no use to anyone. */
export const BackupRequest = z.object({ passphrase: z.string().check(z.minLength(12), z.maxLength(256)) });
export type BackupRequest = z.infer<typeof BackupRequest>;

/** What the backup will hold. */
export const BackupOutline = z.object({ feeds: count, bytes: count });
export type BackupOutline = z.infer<typeof BackupOutline>;
