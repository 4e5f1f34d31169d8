export const SUM_BLOCK_POINTS = 256;

/** Reads `count` points from `first` on into `target`. */
export type ReadPoints = (first: number, target: Float32Array, count: number) => void;

const points = new Float32Array(SUM_BLOCK_POINTS);

/**
 * Sums of the first points of blocks. Each block remembers the one that was asked last: a chart asks for the same
 * boundaries each time it is drawn, and every boundary that is remembered is one read less.
 */
export class BlockHeads {
  /** Of the head that was found last. */
  sum = 0;
  count = 0;
  /** Points of the remembered head of each block; 0: none. */
  private lengths = new Uint8Array(64);
  private counts = new Uint8Array(64);
  private sums = new Float64Array(64);

  constructor(private readonly read: ReadPoints) {}

  /** Adds up the points of the block of `at` that come before it; `blockSum` and `blockCount` are those of all of it. */
  find(at: number, blockSum: number, blockCount: number): void {
    const block = Math.floor(at / SUM_BLOCK_POINTS);
    const length = at - block * SUM_BLOCK_POINTS;
    if (length === 0) {
      this.sum = this.count = 0;
      return;
    }
    if (this.lengths[block] !== length) this.remember(block, length, blockSum, blockCount);
    this.sum = this.sums[block] ?? 0;
    this.count = this.counts[block] ?? 0;
  }

  /** A point of the block changed. */
  forget(block: number): void {
    if (block < this.lengths.length) this.lengths[block] = 0;
  }

  /** The shorter part of the block is read. */
  private remember(block: number, length: number, blockSum: number, blockCount: number): void {
    if (block >= this.lengths.length) this.grow(block + 1);
    const fromEnd = length > SUM_BLOCK_POINTS / 2;
    const count = fromEnd ? SUM_BLOCK_POINTS - length : length;
    this.read(block * SUM_BLOCK_POINTS + (fromEnd ? length : 0), points, count);
    let sum = 0;
    let known = 0;
    for (let at = 0; at < count; at++) {
      const value = points[at] ?? NaN;
      if (value !== value) continue;
      sum += value;
      known++;
    }
    this.lengths[block] = length;
    this.sums[block] = fromEnd ? blockSum - sum : sum;
    this.counts[block] = fromEnd ? blockCount - known : known;
  }

  private grow(blocks: number): void {
    const size = Math.max(blocks, this.lengths.length * 2);
    const [lengths, counts, sums] = [new Uint8Array(size), new Uint8Array(size), new Float64Array(size)];
    lengths.set(this.lengths);
    counts.set(this.counts);
    sums.set(this.sums);
    this.lengths = lengths;
    this.counts = counts;
    this.sums = sums;
  }
}
