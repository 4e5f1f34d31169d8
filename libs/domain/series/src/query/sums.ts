import type { PointSource, Sum } from './source';

const CHUNK_POINTS = 65_536;

/** Means of ascending ranges of a feed. Nothing is read twice, and nothing that the window does not need. */
export class RangeSums {
  private readonly sum: Sum = { sum: 0, count: 0 };
  private readonly npoints: number;
  private chunk = new Float32Array();
  private from = 0;
  private to = 0;

  /** Ranges end at `end` at the latest. */
  constructor(
    private readonly source: PointSource,
    private readonly end: number,
  ) {
    this.npoints = source.meta.npoints;
  }

  /** Mean of the known points from `first` to `end - 1`; NaN when there are none. */
  mean(first: number, end: number): number {
    this.sum.sum = 0;
    this.sum.count = 0;
    const from = Math.max(first, 0);
    const to = Math.min(end, this.npoints);
    if (this.source.rollup?.addRange(from, to, this.sum) !== true) this.scan(from, to);
    return this.sum.count === 0 ? NaN : this.sum.sum / this.sum.count;
  }

  private scan(first: number, end: number): void {
    let at = first;
    while (at < end) {
      if (at < this.from || at >= this.to) this.load(at, end);
      const stop = Math.min(end, this.to);
      addKnown(this.chunk, at - this.from, stop - this.from, this.sum);
      at = stop;
    }
  }

  /** Without sums the next range follows at once; with them most ranges need no points. */
  private load(at: number, end: number): void {
    const last = this.source.rollup === undefined ? Math.max(this.end, end) : end;
    const count = Math.min(CHUNK_POINTS, last - at, this.npoints - at);
    if (this.chunk.length < count) this.chunk = new Float32Array(count);
    this.source.read(at, this.chunk, count);
    this.from = at;
    this.to = at + count;
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
