import type { Release, Target } from '@hub/domain/update';
import { UpdateTarget, type ReleaseManifest } from './release';

export type TargetRejection = 'too-long' | 'not-json' | 'not-a-target' | 'not-https';
export type ParsedTarget =
  | { readonly ok: true; readonly target: Target; readonly manifest: ReleaseManifest | null }
  | { readonly ok: false; readonly rejection: TargetRejection; readonly detail: string };

const LONGEST = 65_536;

/**
 * Reads a target: JSON text → domain, or why not. A captive portal's page is `not-json`. `absolute` resolves an address
 * against where the text came from.
 */
export function parseTarget(text: string, absolute: (url: string) => string | undefined): ParsedTarget {
  if (text.length > LONGEST) return reject('too-long', `${text.length} characters`);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return reject('not-json', String(error));
  }
  const parsed = UpdateTarget.safeParse(json);
  if (!parsed.success) {
    return reject(
      'not-a-target',
      parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '),
    );
  }
  const { release: manifest, hold, notBefore, urgent } = parsed.data;
  if (!manifest) return { ok: true, target: { release: null, hold, notBefore, urgent }, manifest };
  const url = absolute(manifest.bundle.url);
  if (!url?.startsWith('https://')) return reject('not-https', manifest.bundle.url);
  return { ok: true, target: { release: releaseOf(manifest, url), hold, notBefore, urgent }, manifest };
}

const reject = (rejection: TargetRejection, detail: string): ParsedTarget => ({ ok: false, rejection, detail });

const releaseOf = ({ version, compatible, minimumVersion, bundle }: ReleaseManifest, bundleUrl: string): Release => ({
  version,
  compatible,
  minimumVersion,
  bundleUrl,
  bundleBytes: bundle.bytes,
  sha256: bundle.sha256,
});
