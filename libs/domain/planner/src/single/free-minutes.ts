import type { Grid } from '../grid/grid';
import { joinedRuns, type SlotRun, slotsIn } from '../grid/run';
import { runsOf } from '../grid/usable';

/** Neighbouring usable slots of one price. */
interface Level {
  readonly start: number;
  readonly end: number;
  readonly price: number;
}

interface Choice {
  readonly runs: readonly SlotRun[];
  readonly slots: number;
  readonly cost: number;
  readonly starts: number;
}

/**
 * The best slots for a device that may switch as often as it likes: the cheapest, in as few runs as these allow, done as early
 * (or begun as late) as possible. The last is found by narrowing the window until the rest gets worse: O(levels × log slots).
 */
export function cheapestSlots(grid: Grid, usable: Uint8Array): readonly SlotRun[] {
  const levels = levelsOf(grid, usable);
  const want = grid.rest - grid.frozen;
  const choose = (from: number, to: number): Choice => choiceIn(grid, within(levels, from, to), want);
  const best = choose(0, grid.n);
  if (best.slots === 0 || grid.tie === 'any') return best.runs;
  const asGood = ({ slots, cost, starts }: Choice): boolean =>
    slots === best.slots && cost === best.cost && starts === best.starts;
  let good = best;
  // `narrow` = 0 is the whole window; each step more takes one slot from the far side.
  for (let [narrow, tooNarrow] = [0, grid.n]; tooNarrow - narrow > 1;) {
    const middle = Math.floor((narrow + tooNarrow) / 2);
    const choice = grid.tie === 'late' ? choose(middle, grid.n) : choose(0, grid.n - middle);
    if (asGood(choice)) [narrow, good] = [middle, choice];
    else tooNarrow = middle;
  }
  return good.runs;
}

function levelsOf({ prices }: Grid, usable: Uint8Array): readonly Level[] {
  const levels: Level[] = [];
  for (const [start, end] of runsOf(usable)) {
    for (let from = start; from < end;) {
      const price = prices.sum[from] ?? 0;
      let to = from + 1;
      while (to < end && prices.sum[to] === price) to += 1;
      levels.push({ start: from, end: to, price });
      from = to;
    }
  }
  return levels;
}

const within = (levels: readonly Level[], from: number, to: number): readonly Level[] =>
  levels.flatMap(({ start, end, price }) => {
    const cut = { start: Math.max(start, from), end: Math.min(end, to), price };
    return cut.start < cut.end ? [cut] : [];
  });

function choiceIn(grid: Grid, levels: readonly Level[], want: number): Choice {
  const { price: last, left } = marginalPrice(levels, want);
  const cheaper = levels.filter(({ price }) => price < last).map(({ start, end }) => [start, end] as const);
  const runs = [...cheaper, ...fill(grid, levels, last, left)];
  const joined = joinedRuns(runs);
  const goesOn = grid.on && joined[0]?.[0] === grid.frozen;
  return {
    runs: joined,
    slots: slotsIn(runs),
    cost: costOf(levels, last, left),
    starts: joined.length - (goesOn ? 1 : 0),
  };
}

/** The price of the dearest slot that is needed, and how many slots of that price. */
function marginalPrice(levels: readonly Level[], want: number): { readonly price: number; readonly left: number } {
  const ascending = [...levels].sort((a, b) => a.price - b.price);
  let cheaper = 0;
  for (let index = 0; index < ascending.length;) {
    const price = ascending[index]?.price ?? 0;
    let same = 0;
    for (; ascending[index]?.price === price; index += 1) {
      same += (ascending[index]?.end ?? 0) - (ascending[index]?.start ?? 0);
    }
    if (cheaper + same >= want) return { price, left: want - cheaper };
    cheaper += same;
  }
  return { price: Infinity, left: 0 };
}

function costOf(levels: readonly Level[], last: number, left: number): number {
  const cheaper = levels.filter(({ price }) => price < last);
  return cheaper.reduce((sum, { start, end, price }) => sum + price * (end - start), left > 0 ? last * left : 0);
}

/**
 * `left` slots of price `last`, placed for the fewest runs: first whole levels between two taken ones (each saves a run, so the
 * shortest first), then beside one taken, then levels on their own, longest first.
 */
function fill(grid: Grid, levels: readonly Level[], last: number, left: number): readonly SlotRun[] {
  const placed: { readonly run: SlotRun; readonly sides: number; readonly fromEnd: boolean }[] = [];
  levels.forEach(({ start, end, price }, index) => {
    if (price !== last) return;
    const [before, after] = [levels[index - 1], levels[index + 1]];
    const joinsBefore = (grid.on && start === grid.frozen) || (before?.end === start && before.price < last);
    const joinsAfter = after?.start === end && after.price < last;
    placed.push({
      run: [start, end],
      sides: Number(joinsBefore) + Number(joinsAfter),
      fromEnd: joinsAfter && !joinsBefore,
    });
  });
  placed.sort((a, b) => b.sides - a.sides || (a.sides === 2 ? 1 : -1) * (lengthOf(a.run) - lengthOf(b.run)));
  let open = left;
  return placed.map(({ run: [start, end], fromEnd }) => {
    const take = Math.min(open, end - start);
    open -= take;
    return fromEnd ? [end - take, end] : [start, start + take];
  });
}

const lengthOf = ([start, end]: SlotRun): number => end - start;
