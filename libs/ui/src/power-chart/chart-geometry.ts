import { formatClock } from '../format/clock';
import { gapsOf, type PowerPoint, runsOf } from './runs';
import { linear, multiples, niceTicks, type Scale } from '../scale/scale';

/** The drawn area inside the box, in pixels from its top left corner. */
export interface Area {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** What a chart is drawn from. Times are unix seconds, sizes pixels, `letter` the height of the text. `points` in order of time. */
export interface ChartRequest {
  readonly points: readonly PowerPoint[];
  readonly startS: number;
  readonly endS: number;
  readonly width: number;
  readonly height: number;
  readonly letter: number;
  /** How far apart two points may be to be joined; that of live readings unless said. */
  readonly joinS?: number;
  /** The marks of the time axis, `room` of them at most; minutes unless said. */
  readonly marks?: (
    startS: number,
    endS: number,
    room: number,
  ) => readonly { readonly timeS: number; readonly text: string }[];
}

/** One mark of an axis: where, and what it says. */
export interface Mark {
  readonly at: number;
  readonly text: string;
}

/** A chart in pixels. `x` maps a unix second, `y` a power in watts. */
export interface ChartGeometry {
  readonly area: Area;
  readonly x: Scale;
  readonly y: Scale;
  readonly lines: readonly string[];
  readonly areas: readonly string[];
  readonly gaps: readonly { readonly x: number; readonly width: number }[];
  readonly powerMarks: readonly Mark[];
  readonly timeMarks: readonly Mark[];
  readonly zeroY: number;
  readonly newest: { readonly x: number; readonly y: number } | undefined;
}

/** A quiet house at 90 W must not look like one at 9 kW: the axis spans at least this much. */
const LEAST_SPAN_W = 500;
const POWER_STEPS = 3;
const TIME_STEPS_S = [300, 600, 900] as const;
/** Widths in letter heights: of a digit with some air, and of a time with the space beside it. */
const DIGIT = 0.62;
const TIME_MARK = 5;

/** The marks of the power axis in watts: zero is always one of them. */
export function powerTicks(points: readonly PowerPoint[]): readonly number[] {
  const powers = points.map((point) => point.powerW);
  const low = Math.min(0, ...powers);
  const high = Math.max(0, low + LEAST_SPAN_W, ...powers);
  return niceTicks(low, high, POWER_STEPS);
}

/** Watts below 10 kW, kilowatts above; export carries a minus. All marks of one axis have the same unit. */
export function powerLabel(powerW: number, largestW: number): string {
  const sign = powerW < 0 ? '−' : '';
  const size = Math.abs(powerW);
  return largestW >= 10_000 ? `${sign}${size / 1_000} kW` : `${sign}${size.toLocaleString('en-GB')} W`;
}

const round = (pixels: number) => Math.round(pixels * 10) / 10;

function trace(run: readonly PowerPoint[], x: Scale, y: Scale): string {
  const steps = run.map((point) => `${round(x(point.time))},${round(y(point.powerW))}`);
  // A lone reading is a line of no length, which a round cap draws as a dot.
  return `M${steps.join('L')}${steps.length === 1 ? 'h0' : ''}`;
}

function areaUnder(run: readonly PowerPoint[], x: Scale, y: Scale): string {
  const [first, last] = [run[0], run.at(-1)];
  if (first === undefined || last === undefined) return '';
  return `${trace(run, x, y)}L${round(x(last.time))},${round(y(0))}L${round(x(first.time))},${round(y(0))}Z`;
}

function timeMarks({ startS, endS, letter, marks }: ChartRequest, x: Scale): readonly Mark[] {
  const room = Math.max(1, Math.floor((x(endS) - x(startS)) / (TIME_MARK * letter)));
  if (marks) return marks(startS, endS, room).map(({ timeS, text }) => ({ at: round(x(timeS)), text }));
  const stepS = TIME_STEPS_S.find((step) => (endS - startS) / step <= room) ?? 900;
  return multiples(startS, endS, stepS).map((timeS) => ({ at: round(x(timeS)), text: formatClock(timeS) }));
}

/** Leaves room for the marks: powers to the left as wide as the longest of them, times below. */
function areaFor({ width, height, letter }: ChartRequest, labels: readonly string[]): Area {
  const longest = Math.max(...labels.map((label) => label.length));
  return {
    left: round((longest * DIGIT + 0.6) * letter),
    right: round(width - 0.6 * letter),
    top: round(0.6 * letter),
    bottom: round(height - 1.9 * letter),
  };
}

/** Lays a chart out. Nothing is drawn across a gap, and a missing reading is never a zero. */
export function layOut(request: ChartRequest): ChartGeometry {
  const { startS, endS, joinS } = request;
  const shown = request.points.filter((point) => point.time >= startS && point.time <= endS);
  const ticks = powerTicks(shown);
  const [low, high] = [ticks[0] ?? 0, ticks.at(-1) ?? LEAST_SPAN_W];
  const labels = ticks.map((tick) => powerLabel(tick, Math.max(high, -low)));
  const area = areaFor(request, labels);
  const x = linear(startS, endS, area.left, area.right);
  const y = linear(low, high, area.bottom, area.top);
  const runs = runsOf(shown, joinS);
  const last = shown.at(-1);
  return {
    area,
    x,
    y,
    lines: runs.map((run) => trace(run, x, y)),
    areas: runs.map((run) => areaUnder(run, x, y)),
    gaps: gapsOf(runs, startS, endS, joinS).map((gap) => ({
      x: round(x(gap.startS)),
      width: round(x(gap.endS) - x(gap.startS)),
    })),
    powerMarks: ticks.map((tick, index) => ({ at: round(y(tick)), text: labels[index] ?? '' })),
    timeMarks: timeMarks(request, x),
    zeroY: round(y(0)),
    newest: last && { x: round(x(last.time)), y: round(y(last.powerW)) },
  };
}
