import { HALF_HOUR_S, type Instant } from '@hub/domain/time';

/** Points are 32-bit floats. */
export const POINT_BYTES = 4;

/** What the server has of a series: its first half-hour, and a checksum for each block of its bytes, the last one shorter. */
export interface RemoteSeries {
  readonly startTime: Instant;
  readonly bytes: number;
  readonly blockBytes: number;
  readonly blocks: readonly string[];
}

/** What of it the hub has taken over and put safely on its disk: the checksum of each block, null for one that it has not. */
export interface TakenSeries {
  readonly startTime: Instant;
  readonly blockBytes: number;
  readonly blocks: readonly (string | null)[];
}

/** A run of blocks, and its bytes: from `first` up to and without `end`. */
export interface BlockRun {
  readonly blocks: readonly number[];
  readonly first: number;
  readonly end: number;
}

/** Whether a manifest can be true: a server that is broken must not make the hub write nonsense. */
export function isSound({ startTime, bytes, blockBytes, blocks }: RemoteSeries): boolean {
  const wholes = [startTime, bytes, blockBytes].every((value) => Number.isSafeInteger(value) && value >= 0);
  return (
    wholes &&
    startTime % HALF_HOUR_S === 0 &&
    blockBytes > 0 &&
    [bytes, blockBytes].every((value) => value % POINT_BYTES === 0) &&
    blocks.length === Math.ceil(bytes / blockBytes)
  );
}

/** Whether the blocks that were taken are blocks of this series still. A series whose start moved is a new one. */
export const isSameGrid = (remote: RemoteSeries, taken: TakenSeries): boolean =>
  taken.startTime === remote.startTime && taken.blockBytes === remote.blockBytes;

/** The blocks to fetch: those that are new or whose checksum changed, neighbours in one run. */
export function missingRuns(remote: RemoteSeries, taken: TakenSeries | undefined): BlockRun[] {
  const have = taken !== undefined && isSameGrid(remote, taken) ? taken.blocks : [];
  const runs: number[][] = [];
  for (const [index, sum] of remote.blocks.entries()) {
    if (have[index] === sum) continue;
    const last = runs.at(-1);
    if (last?.at(-1) === index - 1) last.push(index);
    else runs.push([index]);
  }
  return runs.map((blocks) => ({
    blocks,
    first: (blocks[0] ?? 0) * remote.blockBytes,
    end: Math.min(((blocks.at(-1) ?? 0) + 1) * remote.blockBytes, remote.bytes),
  }));
}

/** Bytes of all runs. */
export const bytesOf = (runs: readonly BlockRun[]): number =>
  runs.reduce((sum, { first, end }) => sum + end - first, 0);

/** After a block was taken over. */
export function withBlock(remote: RemoteSeries, taken: TakenSeries | undefined, index: number): TakenSeries {
  const earlier = taken !== undefined && isSameGrid(remote, taken) ? taken.blocks : [];
  const blocks = remote.blocks.map((sum, at) => (at === index ? sum : (earlier[at] ?? null)));
  return { startTime: remote.startTime, blockBytes: remote.blockBytes, blocks };
}
