import type { Release } from '@hub/domain/update';
import { createHash } from 'node:crypto';
import { createReadStream, mkdirSync, readdirSync, renameSync, rmSync, statSync, type Stats } from 'node:fs';
import { open, statfs } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ask, type HttpsOptions } from './https';
import type { Clock, DownloadResult, Downloads, Progress } from './ports';

/** Tries in a row that brought no byte, before this attempt at the download ends; the next poll resumes it. */
const FRUITLESS_TRIES = 8;
const LONGEST_PAUSE_S = 60;
/** Left free for the household's data. */
const RESERVE_BYTES = 64 * 1024 * 1024;

/** Answers that no second try changes. */
class FinalError extends Error {}

/** Downloads to `dir` that go on where they ended, over any number of broken connections and restarts. */
export function downloads(dir: string, options: HttpsOptions, clock: Clock, firstPauseS: number): Downloads {
  const path = (release: Release): string => join(dir, `${release.sha256}.raucb`);
  return {
    path,
    clear: () => rmSync(dir, { recursive: true, force: true }),
    fetch: async (release, signal, onProgress) => {
      try {
        mkdirSync(dir, { recursive: true });
        dropOthers(dir, release);
        if (sizeOf(path(release)) === release.bundleBytes) return { ok: true };
        return await fetchAll(
          { release, part: join(dir, `${release.sha256}.part`), path: path(release) },
          signal,
          onProgress,
        );
      } catch (error) {
        return { ok: false, reason: reasonOf(error, signal) };
      }
    },
  };

  async function fetchAll(
    job: Job,
    signal: AbortSignal,
    onProgress: (progress: Progress) => void,
  ): Promise<DownloadResult> {
    const total = job.release.bundleBytes;
    await requireSpace(dir, total - sizeOf(job.part));
    // The furthest so far, not the last: a server that ends too early makes the download start again each time.
    let furthest = sizeOf(job.part);
    for (let fruitless = 0; sizeOf(job.part) < total;) {
      try {
        await fetchRest(job, options, signal, (doneBytes) => onProgress({ doneBytes, totalBytes: total }));
      } catch (error) {
        if (error instanceof FinalError || isFull(error) || signal.aborted) throw error;
      }
      fruitless = sizeOf(job.part) > furthest ? 0 : fruitless + 1;
      furthest = Math.max(furthest, sizeOf(job.part));
      if (fruitless >= FRUITLESS_TRIES) return { ok: false, reason: 'network' };
      if (sizeOf(job.part) < total) await clock.sleep(Math.min(firstPauseS * 2 ** fruitless, LONGEST_PAUSE_S), signal);
    }
    return await accept(job);
  }
}

export interface Job {
  readonly release: Release;
  readonly part: string;
  readonly path: string;
}

export function reasonOf(error: unknown, signal: AbortSignal): string {
  if (signal.aborted) return 'aborted';
  if (isFull(error)) return 'no-space';
  return error instanceof FinalError ? error.message : `device: ${String(error)}`;
}

const isFull = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOSPC';

export function sizeOf(file: string): number {
  const stats: Stats | undefined = statSync(file, { throwIfNoEntry: false });
  return stats?.size ?? 0;
}

export function dropOthers(dir: string, release: Release): void {
  for (const name of readdirSync(dir))
    if (!name.startsWith(release.sha256)) rmSync(join(dir, name), { recursive: true });
}

export async function requireSpace(dir: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(dir);
  if (bavail * bsize < bytes + RESERVE_BYTES) throw new FinalError('no-space');
}

/** One connection: as far as it carries. */
async function fetchRest(
  job: Job,
  options: HttpsOptions,
  signal: AbortSignal,
  onProgress: (doneBytes: number) => void,
): Promise<void> {
  const from = sizeOf(job.part);
  const answer = await ask(job.release.bundleUrl, options, {
    headers: from > 0 ? { range: `bytes=${from}-` } : {},
    signal,
  });
  const length = fileLength(answer);
  if (length !== undefined && length !== job.release.bundleBytes) {
    answer.destroy();
    throw new Error(`the server's file has ${length} bytes`);
  }
  const start = startOf(answer, from);
  if (start === undefined) {
    answer.destroy();
    rmSync(job.part, { force: true });
    return;
  }
  await writeFrom(answer, job, start, onProgress);
}

/** Length of the whole file by the answer's headers (RFC 9110, 14.4); a page of someone else's seldom has the right one. */
function fileLength({ statusCode, headers }: IncomingMessage): number | undefined {
  const text = statusCode === 200 ? headers['content-length'] : headers['content-range']?.split('/')[1];
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}

/** At which byte the answer's body begins; `undefined` when the part does not fit the file the server has now. */
function startOf(answer: IncomingMessage, from: number): number | undefined {
  const status = answer.statusCode ?? 0;
  if (status === 200) return 0;
  if (status === 206 && answer.headers['content-range']?.startsWith(`bytes ${from}-`)) return from;
  if (status === 206 || status === 416) return undefined;
  answer.destroy();
  if (status === 404 || status === 410 || status === 403) throw new FinalError(`http-${status}`);
  throw new Error(`http ${status}`);
}

async function writeFrom(
  answer: IncomingMessage,
  job: Job,
  start: number,
  onProgress: (doneBytes: number) => void,
): Promise<void> {
  const file = await open(job.part, start === 0 ? 'w' : 'r+');
  let position = start;
  try {
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      if (position + chunk.length > job.release.bundleBytes) throw new FinalError('too-long');
      await file.write(chunk, 0, chunk.length, position);
      position += chunk.length;
      onProgress(position);
    }
  } catch (error) {
    if (error instanceof FinalError) await file.truncate(0);
    throw error;
  } finally {
    await file.close();
  }
}

/** A complete file with another hash is worth nothing: the next try restarts. */
export async function accept(job: Job): Promise<DownloadResult> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(job.part), hash);
  if (hash.digest('hex') !== job.release.sha256) {
    rmSync(job.part);
    return { ok: false, reason: 'hash-mismatch' };
  }
  const file = await open(job.part, 'r+');
  await file.sync();
  await file.close();
  renameSync(job.part, job.path);
  return { ok: true };
}
