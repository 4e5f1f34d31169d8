import type { Rollup, Sum } from '@hub/domain/series';
import { BlockHeads, type ReadPoints, SUM_BLOCK_POINTS } from './block-heads';

/** Ranges of fewer blocks are added up from their points. */
const WORTH_IT_BLOCKS = 4;
/** Blocks that may be missing at the end and are added while a query waits. */
const CATCH_UP_BLOCKS = 64;
const points = new Float32Array(SUM_BLOCK_POINTS);
const bits = new Uint32Array(points.buffer);

/** Nothing but zeros (`high` 0) is exact; infinities (`high` 255) never are. */
const isExact = (count: number, low: number, high: number): boolean =>
  high === 0 || (high < 255 && count * 2 ** (high - low) <= 2 ** 29);

/**
 * Sum, count and range of binary exponents of every 256 points. A float32 has 24 significant bits and a double 53: when
 * the exponents of n points lie within 29 - log2(n) of each other, every order of adding gives the same double.
 */
export class BlockSums implements Rollup {
  private readonly heads: BlockHeads;
  private readonly part: Sum = { sum: 0, count: 0 };
  private readonly stale = new Set<number>();
  private sums = new Float64Array(64);
  private counts = new Uint16Array(64);
  private low = new Uint8Array(64);
  private high = new Uint8Array(64);
  private blockCount = 0;

  constructor(
    private readonly read: ReadPoints,
    private readonly npoints: () => number,
  ) {
    this.heads = new BlockHeads(read);
  }

  get blocks(): number {
    return this.blockCount;
  }

  /** Blocks that exist whole in the feed. */
  get wanted(): number {
    return Math.floor(this.npoints() / SUM_BLOCK_POINTS);
  }

  /** All blocks that the range touches, less the head of the first and the rest of the last. */
  addRange(from: number, to: number, into: Sum): boolean {
    const first = Math.floor(from / SUM_BLOCK_POINTS);
    const end = Math.ceil(to / SUM_BLOCK_POINTS);
    const part = this.part;
    part.sum = part.count = 0;
    if (end - first < WORTH_IT_BLOCKS || !this.addBlocks(first, end, part)) return false;
    this.subtractHead(part, from);
    if (to % SUM_BLOCK_POINTS !== 0) {
      part.sum -= this.sums[end - 1] ?? 0;
      part.count -= this.counts[end - 1] ?? 0;
      this.subtractHead(part, to, -1);
    }
    into.sum += part.sum;
    into.count += part.count;
    return true;
  }

  private subtractHead(from: Sum, at: number, sign: 1 | -1 = 1): void {
    const block = Math.floor(at / SUM_BLOCK_POINTS);
    const heads = this.heads;
    heads.find(at, this.sums[block] ?? 0, this.counts[block] ?? 0);
    from.sum -= sign * heads.sum;
    from.count -= sign * heads.count;
  }

  /** Adds blocks `first` to `end - 1` to `into`; false, and nothing added, where the order of adding would matter. */
  addBlocks(first: number, end: number, into: Sum): boolean {
    if (end > this.wanted || !this.catchUp(end)) return false;
    let count = 0;
    let low = 255;
    let high = 0;
    let sum = 0;
    for (let block = first; block < end; block++) {
      count += this.counts[block] ?? 0;
      sum += this.sums[block] ?? 0;
      const blockLow = this.low[block] ?? 0;
      const blockHigh = this.high[block] ?? 255;
      if (blockLow < low) low = blockLow;
      if (blockHigh > high) high = blockHigh;
    }
    if (!isExact(count, low, high)) return false;
    into.sum += sum;
    into.count += count;
    return true;
  }

  /** A point changed: its block is added up again when it is next needed. */
  touch(index: number): void {
    const block = Math.floor(index / SUM_BLOCK_POINTS);
    if (block < this.blockCount) this.stale.add(block);
  }

  /** Adds up to `limit` more blocks; true when all are there. */
  extend(limit: number): boolean {
    const end = Math.min(this.wanted, this.blockCount + limit);
    this.reserve(end);
    for (; this.blockCount < end; this.blockCount++) this.addUp(this.blockCount);
    return this.blockCount === this.wanted;
  }

  private catchUp(end: number): boolean {
    if (end - this.blockCount > CATCH_UP_BLOCKS) return false;
    if (end > this.blockCount) this.extend(end - this.blockCount);
    for (const block of this.stale) this.addUp(block);
    this.stale.clear();
    return true;
  }

  private addUp(block: number): void {
    this.heads.forget(block);
    this.read(block * SUM_BLOCK_POINTS, points, SUM_BLOCK_POINTS);
    let sum = 0;
    let count = 0;
    let low = 255;
    let high = 0;
    for (let at = 0; at < SUM_BLOCK_POINTS; at++) {
      const value = points[at] ?? NaN;
      if (value !== value) continue;
      count++;
      if (value === 0) continue;
      sum += value;
      const exponent = Math.max(1, ((bits[at] ?? 0) >>> 23) & 255);
      if (exponent < low) low = exponent;
      if (exponent > high) high = exponent;
    }
    this.sums[block] = sum;
    this.counts[block] = count;
    this.low[block] = low;
    this.high[block] = high;
  }

  private reserve(blocks: number): void {
    if (blocks <= this.sums.length) return;
    const size = Math.max(blocks, this.sums.length * 2);
    const grown = <T extends Float64Array | Uint16Array | Uint8Array>(larger: T, old: T): T => {
      larger.set(old);
      return larger;
    };
    this.sums = grown(new Float64Array(size), this.sums);
    this.counts = grown(new Uint16Array(size), this.counts);
    this.low = grown(new Uint8Array(size), this.low);
    this.high = grown(new Uint8Array(size), this.high);
  }

  /** The sums as bytes, 12 a block. */
  encode(): Uint8Array {
    const n = this.blockCount;
    const bytes = new Uint8Array(n * 12);
    const copies = [this.sums, this.counts, this.low, this.high];
    let at = 0;
    for (const array of copies) {
      const part = new Uint8Array(array.buffer, array.byteOffset, n * array.BYTES_PER_ELEMENT);
      bytes.set(part, at);
      at += part.length;
    }
    return bytes;
  }

  restore(bytes: Uint8Array): void {
    const n = bytes.length / 12;
    const own = bytes.slice().buffer;
    this.sums = new Float64Array(own, 0, n);
    this.counts = new Uint16Array(own, n * 8, n);
    this.low = new Uint8Array(own, n * 10, n);
    this.high = new Uint8Array(own, n * 11, n);
    this.blockCount = n;
  }
}
