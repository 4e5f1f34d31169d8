import type { Grid } from '../grid/grid';
import { prefixSums } from './block';
import type { CycleCosts } from './cycle-costs';

/** How the best way into a cell came about: bit flags. */
export const STARTED = 1;
export const STOPPED = 2;

/** The filled table: cells are `[slot][layer][slots run so far]`, slots counted from the end of the frozen ones. */
export interface CycleTable {
  /** Flags of each cell. */
  readonly ways: Uint8Array;
  /** Cells of one slot. */
  readonly width: number;
  /** Each start leads to the next layer. */
  readonly limited: boolean;
  /** Cells of one layer: slots run so far, 0 to the work. */
  readonly depth: number;
  /** Best value of a plan that ends with cell `[layer][run so far]`, and the earliest slot at which it ends; kept for the most work only. */
  readonly best: Float64Array;
  readonly endsAt: Int32Array;
}

/**
 * Two values a cell: the device is on (its run long enough to stop), or off (long enough to start). Runs enter with their least
 * length at once and gaps likewise, so no cell needs to know how long it has lasted. Without `starts` there is one
 * layer; otherwise each start leads to the next. O(slots × work × layers).
 */
export function fillCycleTable(grid: Grid, costs: CycleCosts, starts?: number): CycleTable {
  const filling = new Filling(grid, costs, starts);
  const { n, frozen } = grid;
  for (let at = 0; at <= n - frozen; at += 1) filling.fill(at);
  return filling;
}

class Filling implements CycleTable {
  readonly ways: Uint8Array;
  readonly width: number;
  readonly limited: boolean;
  readonly depth: number;
  readonly best: Float64Array;
  readonly endsAt: Int32Array;
  private readonly layers: number;
  private readonly running: Rows;
  private readonly resting: Rows;
  private readonly before: Float64Array;
  private usableFor = 0;
  private usableSoFar = 0;
  /** The most work of a plan so far: less is never the answer. */
  private mostRun = 1;

  constructor(
    private readonly grid: Grid,
    private readonly costs: CycleCosts,
    starts: number | undefined,
  ) {
    const { n, frozen, rest, minOn, minOff } = grid;
    this.limited = starts !== undefined;
    this.layers = (starts ?? 0) + 1;
    this.depth = rest - frozen + 1;
    this.width = this.depth * this.layers;
    this.ways = new Uint8Array((n - frozen + 1) * this.width);
    this.best = new Float64Array(this.width).fill(Infinity);
    this.endsAt = new Int32Array(this.width);
    this.running = new Rows(Math.min(minOff, n) + 1, this.width);
    this.resting = new Rows(Math.min(minOn, n) + 1, this.width);
    this.before = prefixSums(costs.slots);
    if (grid.on) this.running.row(0)[0] = 0;
  }

  fill(at: number): void {
    const { grid, resting } = this;
    if (at > 0) this.run(at);
    this.stop(at);
    if (!grid.on && at === Math.min(grid.free, grid.n)) resting.row(at)[0] = 0;
  }

  /** Values of a device that is on at the end of slot `at`. */
  private run(at: number): void {
    const { grid, costs } = this;
    const slot = grid.frozen + at - 1;
    const cells = this.running.row(at).fill(Infinity);
    if (costs.usable[slot] !== 1) {
      this.usableFor = 0;
      return;
    }
    this.usableFor += 1;
    this.usableSoFar += 1;
    this.goOn(cells, this.running.row(at - 1), costs.slots[slot] ?? 0);
    // The first step out of the frozen run is the beginning of the plan's free part.
    if (at === 1 && grid.on && this.depth > 1) cells[1] = (cells[1] ?? Infinity) + costs.begin(slot);
    if (this.usableFor >= grid.minOn) this.start(at, cells);
    this.keepBest(cells, slot + 1);
  }

  private goOn(cells: Float64Array, last: Float64Array, cost: number): void {
    const most = Math.min(this.depth - 1, this.usableSoFar);
    for (let layer = 0; layer < this.layers; layer += 1) {
      const base = layer * this.depth;
      for (let run = base + this.leastIn(layer) + 1; run <= base + most; run += 1) {
        cells[run] = (last[run - 1] ?? Infinity) + cost;
      }
    }
  }

  private start(at: number, cells: Float64Array): void {
    const { grid, costs, depth, ways, limited } = this;
    const { minOn, frozen } = grid;
    const from = this.resting.row(at - minOn);
    const cost = this.costOf(frozen + at - minOn, frozen + at);
    const most = Math.min(depth - 1, this.usableSoFar);
    const shift = limited ? depth : 0;
    const row = at * this.width;
    for (let layer = 0; layer < this.layers - (limited ? 1 : 0); layer += 1) {
      const base = layer * depth;
      for (let run = base + this.leastIn(layer); run <= base + most - minOn; run += 1) {
        let value = (from[run] ?? Infinity) + cost;
        if (run === base) value += costs.begin(frozen + at - minOn);
        const cell = run + shift + minOn;
        if (value < (cells[cell] ?? Infinity)) {
          cells[cell] = value;
          ways[row + cell] = STARTED;
        }
      }
    }
  }

  private costOf(from: number, to: number): number {
    return (this.before[to] ?? 0) - (this.before[from] ?? 0) + this.costs.start;
  }

  private keepBest(cells: Float64Array, slot: number): void {
    const { best, endsAt, depth, layers } = this;
    let most = this.mostRun;
    for (let layer = 0; layer < layers; layer += 1) {
      const base = layer * depth;
      for (let run = this.mostRun; run < depth; run += 1) {
        const value = cells[base + run] ?? Infinity;
        if (value >= (best[base + run] ?? Infinity)) continue;
        best[base + run] = value;
        endsAt[base + run] = slot;
        most = Math.max(most, run);
      }
    }
    this.mostRun = most;
  }

  /** Values of a device that is off at the end of slot `at`. No start follows the last layer, so it needs none. */
  private stop(at: number): void {
    const { grid, depth, ways } = this;
    const cells = this.resting.row(at);
    if (at === 0) return;
    cells.set(this.resting.row(at - 1));
    if (at < grid.minOff) return;
    const stopped = this.running.row(at - grid.minOff);
    const row = at * this.width;
    const most = Math.min(depth - 1, this.usableSoFar);
    for (let layer = 0; layer < this.layers - (this.limited ? 1 : 0); layer += 1) {
      const base = layer * depth;
      for (let cell = base + this.leastIn(layer); cell <= base + most; cell += 1) {
        const value = stopped[cell] ?? Infinity;
        if (value < (cells[cell] ?? Infinity)) {
          cells[cell] = value;
          ways[row + cell] = (ways[row + cell] ?? 0) | STOPPED;
        }
      }
    }
  }

  /** Least work after as many starts as the layer stands for. */
  private leastIn(layer: number): number {
    return Math.min(this.depth, this.limited ? layer * this.grid.minOn : 0);
  }
}

/** The last few rows of values; older ones are written over. */
class Rows {
  private readonly rows: readonly Float64Array[];

  constructor(count: number, width: number) {
    this.rows = Array.from({ length: count }, () => new Float64Array(width).fill(Infinity));
  }

  row(at: number): Float64Array {
    return this.rows[at % this.rows.length] ?? new Float64Array();
  }
}
