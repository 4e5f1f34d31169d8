import * as z from 'zod/mini';
import { ReleaseManifest, VersionText } from '../update';

/**
 * Body of `POST /api/v1/releases`: the manifest that `./hub release` wrote. Its bundle follows with
 * `PUT /api/v1/releases/:version/bundle` and must have the size and SHA-256 that the manifest names.
 */
export const NewRelease = ReleaseManifest;

/** A release as the team sees it. It can be rolled out when its bundle is there. */
export const ReleaseView = z.object({
  version: VersionText,
  compatible: z.string(),
  minimumVersion: VersionText,
  releasedAt: z.number(),
  bundle: z.object({ bytes: z.number(), sha256: z.string(), uploaded: z.boolean() }),
  notes: z.object({ en: z.string(), cy: z.string() }),
});
export type ReleaseView = z.infer<typeof ReleaseView>;

/** Answer of `GET /api/v1/releases`, newest version first. */
export const ReleaseList = z.object({ releases: z.array(ReleaseView) });
export type ReleaseList = z.infer<typeof ReleaseList>;
