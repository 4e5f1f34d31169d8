import { formatClock } from '../format/clock';
import { shortWeekdayText } from '../format/day';
import { dayOf } from '../format/soon';
import { type PlanRow } from './plan-row';

/** A stretch of one price: unix seconds, pence a kWh. */
export type PriceSpan = readonly [startS: number, endS: number, pencePerKWh: number];

interface PlanRequest {
  readonly startS: number;
  readonly endS: number;
  readonly prices: readonly PriceSpan[];
  readonly rows: readonly PlanRow[];
}

/** A stretch in percent of the width. */
interface Stretch {
  readonly left: number;
  readonly width: number;
}

/** The lane in percent of its width, so that it needs no measuring. */
interface PlanGeometry {
  /** Price by time; `height` in percent of the greatest. `chosen`: something runs in it. */
  readonly columns: readonly (Stretch & { readonly height: number; readonly chosen: boolean })[];
  readonly rows: readonly {
    readonly name: string;
    readonly bars: readonly Stretch[];
    readonly due: number | undefined;
  }[];
  readonly marks: readonly { readonly left: number; readonly text: string; readonly day: boolean }[];
}

const HOUR_S = 3_600;
const MOST_MARKS = 5;
/** A price of nothing is still a column that is seen. */
const LEAST_HEIGHT = 6;

/** Lays prices and planned runs out on one time axis from `startS` to `endS`. */
export function layOutPlan({ startS, endS, prices, rows }: PlanRequest): PlanGeometry {
  const percent = (timeS: number): number => ((timeS - startS) / (endS - startS)) * 100;
  const stretch = (from: number, to: number): Stretch[] => {
    const [left, right] = [Math.max(from, startS), Math.min(to, endS)];
    return left < right ? [{ left: percent(left), width: percent(right) - percent(left) }] : [];
  };
  const runs = rows.flatMap(({ blocks }) => blocks);
  const most = Math.max(1, ...prices.map(([, , pence]) => pence));
  return {
    columns: cutAt(prices, runs.flat()).flatMap(([from, to, pence]) =>
      stretch(from, to).map((place) => ({
        ...place,
        height: Math.max(LEAST_HEIGHT, (pence / most) * 100),
        chosen: runs.some(([start, end]) => start <= from && to <= end),
      })),
    ),
    rows: rows.map(({ name, blocks, dueS }) => ({
      name,
      bars: blocks.flatMap(([from, to]) => stretch(from, to)),
      due: dueS !== undefined && dueS >= startS && dueS <= endS ? percent(dueS) : undefined,
    })),
    marks: hourMarks(startS, endS).map((timeS) => {
      const clock = formatClock(timeS);
      const day = clock === '00:00';
      return { left: percent(timeS), text: day ? shortWeekdayText(dayOf(timeS)) : clock, day };
    }),
  };
}

/** The same prices in pieces that no run begins or ends inside. */
function cutAt(prices: readonly PriceSpan[], edges: readonly number[]): readonly PriceSpan[] {
  return prices.flatMap(([start, end, pence]) => {
    const inside = edges.filter((edge) => start < edge && edge < end).sort((a, b) => a - b);
    const cuts = [start, ...inside, end];
    return cuts.slice(1).map((to, index): PriceSpan => [cuts[index] ?? start, to, pence]);
  });
}

/** Full hours of the house's clock, as many as can be read. */
function hourMarks(startS: number, endS: number): readonly number[] {
  const step = [1, 2, 3, 4, 6, 12].find((hours) => (endS - startS) / HOUR_S / hours <= MOST_MARKS) ?? 24;
  const marks: number[] = [];
  for (let timeS = Math.ceil(startS / HOUR_S) * HOUR_S; timeS < endS - HOUR_S / 2; timeS += HOUR_S) {
    if (Number(formatClock(timeS).slice(0, 2)) % step === 0) marks.push(timeS);
  }
  return marks;
}
