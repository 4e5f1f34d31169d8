import { isOffline, type Release } from '@hub/domain/update';
import { createReadStream, createWriteStream, lstatSync, mkdirSync, renameSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { accept, dropOthers, reasonOf, requireSpace, sizeOf, type Job } from '../agent/download';
import type { DownloadResult, Downloads, Progress } from '../agent/ports';

/**
 * Downloads that also take a bundle from a stick or from an upload: as a copy on the card, or by moving it there, checked
 * against the hash it had when it was looked at. Everything after that is as with a download.
 */
export function withOfflineCopies(dir: string, uploadDir: string, remote: Downloads): Downloads {
  return {
    ...remote,
    fetch: (release, signal, onProgress) =>
      isOffline(release) ? bring(release, signal, onProgress) : remote.fetch(release, signal, onProgress),
  };

  async function bring(
    release: Release,
    signal: AbortSignal,
    onProgress: (progress: Progress) => void,
  ): Promise<DownloadResult> {
    const job: Job = { release, part: join(dir, `${release.sha256}.part`), path: remote.path(release) };
    try {
      mkdirSync(dir, { recursive: true });
      dropOthers(dir, release);
      if (sizeOf(job.path) === release.bundleBytes) return { ok: true };
      if (sizeOf(job.part) !== release.bundleBytes) await gather(job, signal, onProgress);
      return await accept(job);
    } catch (error) {
      return { ok: false, reason: isGone(error) ? 'source-gone' : reasonOf(error, signal) };
    }
  }

  async function gather(job: Job, signal: AbortSignal, onProgress: (progress: Progress) => void): Promise<void> {
    const source = fileURLToPath(job.release.bundleUrl);
    if (dirname(source) === resolve(uploadDir)) {
      takeUpload(source, job.part);
      return;
    }
    const totalBytes = job.release.bundleBytes;
    await requireSpace(dir, totalBytes);
    let doneBytes = 0;
    const count = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        doneBytes += chunk.length;
        onProgress({ doneBytes, totalBytes });
        done(null, chunk);
      },
    });
    // No more than was promised, whatever the stick says now.
    const from = createReadStream(source, { end: totalBytes - 1 });
    await pipeline(from, count, createWriteStream(job.part), { signal });
  }
}

/** Moved out of the folder that hub-api writes to, so that it stays what was checked. */
function takeUpload(source: string, part: string): void {
  if (!lstatSync(source).isFile()) throw Object.assign(new Error('not a file'), { code: 'ENOENT' });
  renameSync(source, part);
}

const isGone = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['ENOENT', 'EIO', 'ENODEV', 'ENXIO'].includes(String(error.code));
