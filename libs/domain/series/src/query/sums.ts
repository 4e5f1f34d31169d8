import type { PointSource, Sum } from './source';

const CHUNK_POINTS = 65_536;

/** Adds ranges of a feed in ascending order, reading every point once, in chunks of 256 KiB or single rollup blocks. */
export class RangeSums {
  readonly #chunk = new Float32Array(CHUNK_POINTS);
  readonly #sum: Sum = { sum: 0, count: 0 };
  #from = 0;
  #to = 0;

  /** Nothing at or after `end` is ever read. */
  constructor(
    private readonly source: PointSource,
    private readonly end: number,
  ) {}

  /** Mean of the known points from `first` to `end - 1`; NaN when there are none. */
  mean(first: number, end: number): number {
    this.#sum.sum = 0;
    this.#sum.count = 0;
    const from = Math.max(first, 0);
    const to = Math.min(end, this.source.meta.npoints);
    if (!this.#addByBlocks(from, to)) this.#scan(from, to, CHUNK_POINTS);
    return this.#sum.count === 0 ? NaN : this.#sum.sum / this.#sum.count;
  }

  #addByBlocks(from: number, to: number): boolean {
    const rollup = this.source.rollup;
    if (rollup === undefined) return false;
    const size = rollup.blockPoints;
    const firstBlock = Math.ceil(from / size);
    const endBlock = Math.floor(to / size);
    if (endBlock - firstBlock < 2 || !rollup.addBlocks(Math.floor(from / size), Math.ceil(to / size), this.#probe)) {
      return false;
    }
    this.#probe.sum = this.#probe.count = 0;
    this.#scan(from, firstBlock * size, size);
    rollup.addBlocks(firstBlock, endBlock, this.#sum);
    this.#scan(endBlock * size, to, size);
    return true;
  }

  readonly #probe: Sum = { sum: 0, count: 0 };

  #scan(first: number, end: number, atOnce: number): void {
    let at = first;
    while (at < end) {
      if (at < this.#from || at >= this.#to) this.#load(at, atOnce);
      const stop = Math.min(end, this.#to);
      addKnown(this.#chunk, at - this.#from, stop - this.#from, this.#sum);
      at = stop;
    }
  }

  /** A block is read whole even where only its end is needed: the next range starts in it. */
  #load(at: number, atOnce: number): void {
    const from = atOnce === CHUNK_POINTS ? at : Math.floor(at / atOnce) * atOnce;
    const to = Math.min(from + atOnce, Math.max(this.end, at + 1), this.source.meta.npoints);
    this.source.read(from, this.#chunk.subarray(0, to - from));
    this.#from = from;
    this.#to = to;
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
