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

  read(first: number, target: Float32Array): void {
    const { filePoints, tail } = this.feed;
    const inFile = Math.max(0, Math.min(target.length, filePoints - first));
    if (inFile > 0) this.#readFile(first, target.subarray(0, inFile));
    if (inFile < target.length) {
      const from = first + inFile - filePoints;
      target.set(tail.view(from, from + target.length - inFile), inFile);
    }
  }

  at(index: number): number {
    const { filePoints, tail, patches } = this.feed;
    if (index >= filePoints) return tail.at(index - filePoints);
    const patched = patches.size === 0 ? undefined : patches.get(index);
    if (patched !== undefined) return Math.fround(patched);
    const got = this.file().readSync(singleBytes, index * POINT_BYTES);
    return got === POINT_BYTES ? (single[0] ?? NaN) : NaN;
  }

  pick(indexes: Float64Array, count: number, target: Float64Array): void {
    const first = indexes[0] ?? -1;
    const last = indexes[count - 1] ?? -1;
    const sparse = first >= 0 && last - first > count * DENSE_GAP_POINTS;
    const pace = sparse ? new ReadPace() : undefined;
    let from = 0;
    let to = 0;
    for (let row = 0; row < count; row++) {
      const index = indexes[row] ?? -1;
      if (index < 0) {
        target[row] = NaN;
        continue;
      }
      if (index < from || index >= to) {
        from = index;
        to = Math.min(
          index + (pace?.blockPoints() ?? DENSE_BLOCK_POINTS),
          this.feed.npoints,
          Math.max(last, index) + 1,
        );
        this.read(from, block.subarray(0, to - from));
        pace?.done();
      }
      target[row] = block[index - from] ?? NaN;
    }
  }

  #readFile(first: number, target: Float32Array): void {
    const bytes = new Uint8Array(target.buffer, target.byteOffset, target.length * POINT_BYTES);
    const got = this.file().readSync(bytes, first * POINT_BYTES);
    if (got < bytes.length) target.fill(NaN, Math.floor(got / POINT_BYTES));
    const { patches } = this.feed;
    if (patches.size === 0) return;
    for (const [index, value] of patches) {
      if (index >= first && index < first + target.length) target[index - first] = value;
    }
  }
}
