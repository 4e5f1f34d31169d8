import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { CommunityError, type CommunityServer } from '@hub/adapters/community';
import { type BlockRun, POINT_BYTES, type RemoteSeries, withBlock } from '@hub/domain/provisioning';
import { changedPoints, type FeedId, type FeedStore, type HalfHoursKWh, readHalfHours } from '@hub/domain/series';
import { HALF_HOUR_S } from '@hub/domain/time';
import type { EarlierPoints } from './earlier-points';
import type { SyncedSeries } from './sync-state.store';

/** One series on its way from the server into its feed. */
export interface Pull {
  readonly seriesId: number;
  readonly feedId: FeedId;
  readonly remote: RemoteSeries;
  /** Checksums of the blocks that the hub has already. */
  readonly have: readonly (string | null)[];
  readonly runs: readonly BlockRun[];
}

/** Where a pull leads to. */
export interface PullPorts {
  readonly server: Pick<CommunityServer, 'data'>;
  readonly store: FeedStore;
  readonly earlier: EarlierPoints;
  /** Called for every piece of bytes that arrived. */
  readonly arrived: (bytes: number) => void;
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The checksum of every block that the feed holds as the server does; null where it holds less, or something else. */
export async function localBlocks(store: FeedStore, feedId: FeedId, remote: RemoteSeries): Promise<(string | null)[]> {
  const { kWh } = await readHalfHours(store, feedId, remote.startTime, remote.bytes / POINT_BYTES);
  const bytes = new Uint8Array(kWh.buffer, kWh.byteOffset, kWh.byteLength);
  return remote.blocks.map((sum, index) => {
    const end = Math.min((index + 1) * remote.blockBytes, remote.bytes);
    if (end > bytes.length) return null;
    return sha256(bytes.subarray(index * remote.blockBytes, end)) === sum ? sum : null;
  });
}

/** A feed whose first point is later than the series' first cannot take it: it is emptied, its points are kept aside. */
export async function makeRoom(store: FeedStore, earlier: EarlierPoints, feedId: FeedId, start: number): Promise<void> {
  const meta = store.meta(feedId);
  if (!meta || meta.npoints === 0 || meta.startTime <= start) return;
  if (!(await earlier.of(feedId))) {
    await earlier.keep(feedId, await readHalfHours(store, feedId, meta.startTime, meta.npoints));
  }
  await store.clear(feedId);
}

/**
 * Fetches the missing blocks into the feed, each checked before one point of it is taken. What was taken stays when it breaks
 * off: `progress` is told of everything that is safely on the disk.
 *
 * @throws CommunityError, after `progress` was told of all that is safe
 */
export async function pullSeries(
  pull: Pull,
  ports: PullPorts,
  progress: (entry: SyncedSeries) => Promise<void>,
): Promise<void> {
  const { feedId, remote } = pull;
  const { store, earlier } = ports;
  await makeRoom(store, earlier, feedId, remote.startTime);
  let entry = entryOf(pull);
  try {
    for (const run of pull.runs) {
      for await (const { index, kWh } of blocksOf(pull, run, ports)) {
        await write(store, feedId, {
          start: remote.startTime + ((index * remote.blockBytes) / POINT_BYTES) * HALF_HOUR_S,
          kWh,
        });
        entry = { ...entry, blocks: [...withBlock(remote, entry, index).blocks] };
        // Requests of pages are served between two blocks.
        await setImmediate();
      }
    }
    const kept = await earlier.of(feedId);
    if (kept) await layOver(store, feedId, kept);
  } finally {
    await store.flush();
    await progress(entry);
  }
  await earlier.forget(feedId);
}

const entryOf = ({ feedId, remote, have }: Pull): SyncedSeries => ({
  feedId,
  points: remote.bytes / POINT_BYTES,
  startTime: remote.startTime,
  blockBytes: remote.blockBytes,
  blocks: [...have],
});

async function write(store: FeedStore, feedId: FeedId, newer: HalfHoursKWh): Promise<void> {
  const known = await readHalfHours(store, feedId, newer.start, newer.kWh.length);
  const points = changedPoints(newer, known.kWh);
  const { ignored, reasons } = store.append(feedId, points, { durable: false });
  if (ignored > 0) throw new Error(`feed ${feedId} took ${ignored} points not: ${JSON.stringify(reasons)}`);
}

/** Points that the feed had before: where the server knows nothing. */
async function layOver(store: FeedStore, feedId: FeedId, earlier: HalfHoursKWh): Promise<void> {
  const { start } = earlier;
  const { kWh: now } = await readHalfHours(store, feedId, start, earlier.kWh.length);
  const missing = changedPoints(earlier, now).filter(({ time, value }) => {
    const slot = now[(time - start) / HALF_HOUR_S];
    return !Number.isNaN(value) && (slot === undefined || Number.isNaN(slot));
  });
  store.append(feedId, missing, { durable: false });
}

/** The blocks of a run, whole and right. */
async function* blocksOf(
  { seriesId, remote }: Pull,
  { blocks, first, end }: BlockRun,
  { server, arrived }: PullPorts,
): AsyncGenerator<{ index: number; kWh: Float32Array }> {
  let at = 0;
  let waiting: Buffer[] = [];
  let size = 0;
  for await (const chunk of server.data(seriesId, { first, end })) {
    arrived(chunk.length);
    waiting.push(chunk);
    size += chunk.length;
    for (let index = blocks[at]; index !== undefined; index = blocks[at]) {
      const length = Math.min(remote.blockBytes, remote.bytes - index * remote.blockBytes);
      if (size < length) break;
      const bytes = Buffer.concat(waiting);
      yield { index, kWh: checked(bytes.subarray(0, length), remote.blocks[index]) };
      waiting = [bytes.subarray(length)];
      size = bytes.length - length;
      at += 1;
    }
  }
}

function checked(bytes: Buffer, sum: string | undefined): Float32Array {
  if (sha256(bytes) !== sum)
    throw new CommunityError(
      'SERVER_NOT_UNDERSTOOD',
      'Half-hours arrived that are not those of the server’s checksum; none of them was taken.',
      'The hub asks for them again by itself.',
    );
  // Copied: the values need their own place at a multiple of four.
  return new Float32Array(new Uint8Array(bytes).buffer);
}
