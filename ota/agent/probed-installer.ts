import type { Release } from '@hub/domain/update';
import { ask, type HttpsOptions } from './https';
import type { Installer } from './ports';

/**
 * RAUC waits without end for a server that takes its question and never answers, and installs nothing else meanwhile. So the
 * server is asked for the bundle's first byte before RAUC is; a server that is silent costs `silenceS`, and the download is tried.
 */
export const probed = (installer: Installer, https: HttpsOptions): Installer => ({
  install: async (release, source, file, onPercent) => {
    const reason = source === 'stream' ? await silence(release, https) : undefined;
    if (reason !== undefined) return { ok: false, failure: 'network', reason };
    return installer.install(release, source, file, onPercent);
  },
});

/** @returns why there was no answer; undefined when there was one, whatever it says. */
async function silence(release: Release, https: HttpsOptions): Promise<string | undefined> {
  try {
    const answer = await ask(release.bundleUrl, https, { headers: { range: 'bytes=0-0' } });
    answer.destroy();
    return undefined;
  } catch (error) {
    return String(error);
  }
}
