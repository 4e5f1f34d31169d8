const FIRST_CAPACITY = 64;

/** The end of a series that is not in its file yet: appended one by one, taken away from the front in blocks. */
export class GrowingPoints {
  private points = new Float32Array(FIRST_CAPACITY);
  private count = 0;

  get length(): number {
    return this.count;
  }

  at(index: number): number {
    return this.points[index] ?? NaN;
  }

  set(index: number, value: number): void {
    this.points[index] = value;
  }

  push(value: number): void {
    if (this.count === this.points.length) this.grow(this.count + 1);
    this.points[this.count++] = value;
  }

  pushMissing(count: number): void {
    this.grow(this.count + count);
    this.points.fill(NaN, this.count, this.count + count);
    this.count += count;
  }

  /** Room for `count` missing points before the first. */
  unshiftMissing(count: number): void {
    const kept = this.view(0, this.count).slice();
    this.clear();
    this.pushMissing(count);
    for (const value of kept) this.push(value);
  }

  /** The points from `from` to `to - 1`; valid until the next change. */
  view(from: number, to: number): Float32Array {
    return this.points.subarray(from, to);
  }

  bytes(from: number, to: number): Uint8Array {
    return new Uint8Array(this.points.buffer, from * 4, (to - from) * 4);
  }

  dropFirst(count: number): void {
    this.points.copyWithin(0, count, this.count);
    this.count -= count;
  }

  clear(): void {
    this.count = 0;
  }

  private grow(needed: number): void {
    if (needed <= this.points.length) return;
    const larger = new Float32Array(Math.max(needed, this.points.length * 2));
    larger.set(this.points.subarray(0, this.count));
    this.points = larger;
  }
}
