import * as z from 'zod/mini';
import { isVersion } from '@hub/domain/update';

export const VersionText = z.string().check(z.maxLength(64), z.refine(isVersion, 'a version like 1.2.3'));
const unixSeconds = z.number().check(z.int(), z.minimum(0), z.maximum(253_402_300_799));
/** Plain text for the household; a page shows it as text, never as markup. */
const Notes = z.string().check(z.maxLength(4000));

/** What a release is: published beside its bundle as `release.json`. What is installed is decided by the bundle's signature. */
export const ReleaseManifest = z.object({
  format: z.literal(1),
  version: VersionText,
  /** Which machines it is for, as inside the bundle. */
  compatible: z.string().check(z.minLength(1), z.maxLength(64)),
  /** The oldest version that may go to this one in one step. */
  minimumVersion: VersionText,
  /** Unix seconds. */
  releasedAt: unixSeconds,
  bundle: z.object({
    /** Absolute, or relative to where this manifest was read. */
    url: z.string().check(z.minLength(1), z.maxLength(2000)),
    bytes: z.number().check(z.int(), z.minimum(1), z.maximum(4 * 1024 ** 3)),
    sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  }),
  notes: z.object({ en: Notes, cy: Notes }),
});
export type ReleaseManifest = z.infer<typeof ReleaseManifest>;

/**
 * What the team wants of one hub: `GET <server>/api/hub/<id>/target`, the retained message of its target topic, or a
 * plain file. Says what and when; it carries nothing to execute.
 */
export const UpdateTarget = z.object({
  format: z.literal(1),
  release: z.nullable(ReleaseManifest),
  /** Stay as you are, whatever `release` says. */
  hold: z._default(z.boolean(), false),
  /** Unix seconds. */
  notBefore: z._default(unixSeconds, 0),
  /** Do not wait long for a moment without a controlled load. */
  urgent: z._default(z.boolean(), false),
});
export type UpdateTarget = z.infer<typeof UpdateTarget>;
