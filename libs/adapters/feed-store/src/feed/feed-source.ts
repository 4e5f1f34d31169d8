import { POINT_BYTES, type PointSource, type Rollup } from '@hub/domain/series';
import type { DiskFile } from '../disk/disk';
import type { Feed } from './feed';
import { ReadPace } from './read-pace';

/** Wider gaps between picked points are read point by point, narrower ones in whole blocks. */
const DENSE_GAP_POINTS = 256;
const DENSE_BLOCK_POINTS = 16_384;
const block = new Float32Array(DENSE_BLOCK_POINTS);
const single = new Float32Array(1);
const singleBytes = new Uint8Array(single.buffer);

/** A feed's points as queries see them: file, changes and memory are one. */
export class FeedSource implements PointSource {
  constructor(
    private readonly feed: Feed,
    private readonly file: () => DiskFile,
    readonly rollup?: Rollup,
  ) {}

  get meta(): PointSource['meta'] {
    return this.feed.meta;
  }

  read(first: number, target: Float32Array, count = target.length): void {
    const { filePoints, tail } = this.feed;
    const inFile = Math.max(0, Math.min(count, filePoints - first));
    if (inFile > 0) this.readFile(first, target, inFile);
    if (inFile < count) {
      const from = first + inFile - filePoints;
      target.set(tail.view(from, from + count - inFile), inFile);
    }
  }

  at(index: number): number {
    const { filePoints, tail, patches } = this.feed;
    if (index >= filePoints) return tail.at(index - filePoints);
    const patched = patches.size === 0 ? undefined : patches.get(index);
    if (patched !== undefined) return Math.fround(patched);
    const place = index + this.feed.fileShift;
    const got = place < 0 ? 0 : this.file().readSync(singleBytes, place * POINT_BYTES);
    return got === POINT_BYTES ? (single[0] ?? NaN) : NaN;
  }

  pick(indexes: Float64Array, count: number, target: Float64Array): void {
    const last = Math.max(indexes[count - 1] ?? -1, indexes[0] ?? -1);
    const sparse = last - (indexes[0] ?? 0) > count * DENSE_GAP_POINTS;
    const pace = sparse ? new ReadPace() : undefined;
    let from = 0;
    let to = 0;
    for (let row = 0; row < count; row++) {
      const index = indexes[row] ?? -1;
      if (index >= to || (index < from && index >= 0)) {
        from = index;
        to = this.readBlock(from, pace, last);
      }
      target[row] = index < 0 ? NaN : (block[index - from] ?? NaN);
    }
  }

  /** Fills the block from `from` on, with nothing after `last` when points lie close, and returns where it ends. */
  private readBlock(from: number, pace: ReadPace | undefined, last: number): number {
    const wanted = pace?.blockPoints() ?? Math.max(last - from + 1, 1);
    const to = Math.min(from + Math.min(wanted, DENSE_BLOCK_POINTS), this.feed.npoints);
    this.read(from, block, to - from);
    pace?.done();
    return to;
  }

  private readFile(first: number, target: Float32Array, count: number): void {
    const place = first + this.feed.fileShift;
    // What was trimmed away meanwhile is not known any more.
    if (place < 0) {
      target.fill(NaN, 0, count);
      return;
    }
    const got = this.file().readSync(this.bytesOf(target), place * POINT_BYTES, count * POINT_BYTES);
    if (got < count * POINT_BYTES) target.fill(NaN, Math.floor(got / POINT_BYTES), count);
    const { patches } = this.feed;
    if (patches.size === 0) return;
    for (const [index, value] of patches) {
      if (index >= first && index < first + count) target[index - first] = value;
    }
  }

  /** Queries read many small blocks into the same array: its view as bytes is made once. */
  private bytesOf(target: Float32Array): Uint8Array {
    if (this.target !== target) {
      this.target = target;
      this.bytes = new Uint8Array(target.buffer, target.byteOffset, target.byteLength);
    }
    return this.bytes;
  }

  private target: Float32Array | undefined;
  private bytes: Uint8Array = new Uint8Array();
}
