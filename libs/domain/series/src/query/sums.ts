import type { PointSource, Rollup, Sum } from './source';

const CHUNK_POINTS = 65_536;

/** Means of ascending ranges of a feed. Nothing is read twice, and nothing that the window does not need. */
export class RangeSums {
  readonly #sum: Sum = { sum: 0, count: 0 };
  readonly #heads: BlockHeads | undefined;
  #chunk = new Float32Array();
  #from = 0;
  #to = 0;

  /** Ranges end at `end` at the latest. */
  constructor(
    private readonly source: PointSource,
    private readonly end: number,
  ) {
    this.#heads = source.rollup && new BlockHeads(source, source.rollup);
  }

  /** Mean of the known points from `first` to `end - 1`; NaN when there are none. */
  mean(first: number, end: number): number {
    this.#sum.sum = 0;
    this.#sum.count = 0;
    const from = Math.max(first, 0);
    const to = Math.min(end, this.source.meta.npoints);
    if (this.#heads?.add(from, to, this.#sum) !== true) this.#scan(from, to);
    return this.#sum.count === 0 ? NaN : this.#sum.sum / this.#sum.count;
  }

  #scan(first: number, end: number): void {
    let at = first;
    while (at < end) {
      if (at < this.#from || at >= this.#to) this.#load(at, end);
      const stop = Math.min(end, this.#to);
      addKnown(this.#chunk, at - this.#from, stop - this.#from, this.#sum);
      at = stop;
    }
  }

  /** Without sums the next range follows at once; with them most ranges need no points. */
  #load(at: number, end: number): void {
    const last = this.#heads === undefined ? Math.max(this.end, end) : end;
    const count = Math.min(CHUNK_POINTS, last - at, this.source.meta.npoints - at);
    if (this.#chunk.length < count) this.#chunk = new Float32Array(count);
    this.source.read(at, this.#chunk, count);
    this.#from = at;
    this.#to = at + count;
  }
}

/**
 * A range as whole blocks, less the head of its first block, plus the head of the block it ends in. Where a rollup
 * answers, every order of adding gives the same double, so this does too.
 */
class BlockHeads {
  readonly #points: Float32Array;
  readonly #part: Sum = { sum: 0, count: 0 };
  #head: Sum & { at: number } = { at: -1, sum: 0, count: 0 };

  constructor(
    private readonly source: PointSource,
    private readonly rollup: Rollup,
  ) {
    this.#points = new Float32Array(rollup.blockPoints);
  }

  /** False, and nothing added, where the points themselves must be added up. */
  add(from: number, to: number, into: Sum): boolean {
    const size = this.rollup.blockPoints;
    const firstBlock = Math.floor(from / size);
    const endBlock = Math.floor(to / size);
    if (endBlock - firstBlock < 3) return false;
    const whole: Sum = { sum: 0, count: 0 };
    if (!this.rollup.addBlocks(firstBlock, Math.ceil(to / size), whole)) return false;
    const before = this.#headAt(from);
    const { sum, count } = before;
    const after = this.#headAt(to);
    const inside: Sum = { sum: 0, count: 0 };
    this.rollup.addBlocks(firstBlock, endBlock, inside);
    into.sum = inside.sum - sum + after.sum;
    into.count = inside.count - count + after.count;
    return true;
  }

  /** Sum of the points of the block of `at` that come before it; the end of a range is the start of the next. */
  #headAt(at: number): Sum {
    if (this.#head.at === at) return this.#head;
    const size = this.rollup.blockPoints;
    const block = Math.floor(at / size);
    const length = at - block * size;
    const head: Sum & { at: number } = { at, sum: 0, count: 0 };
    if (length > size / 2 && this.rollup.addBlocks(block, block + 1, head)) this.#add(at, size - length, head, -1);
    else this.#add(at - length, length, head, 1);
    this.#head = head;
    return head;
  }

  #add(first: number, count: number, into: Sum, sign: 1 | -1): void {
    if (count === 0) return;
    this.#part.sum = this.#part.count = 0;
    this.source.read(first, this.#points, count);
    addKnown(this.#points, 0, count, this.#part);
    into.sum += sign * this.#part.sum;
    into.count += sign * this.#part.count;
  }
}

function addKnown(points: Float32Array, from: number, to: number, into: Sum): void {
  let sum = into.sum;
  let count = into.count;
  for (let at = from; at < to; at++) {
    const value = points[at] ?? NaN;
    if (value === value) {
      sum += value;
      count++;
    }
  }
  into.sum = sum;
  into.count = count;
}
