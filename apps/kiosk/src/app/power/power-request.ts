import { type FeedData } from '@hub/contracts';
import { lengthOf, type TimeWindow } from '@hub/ui/power-history';
import { type PowerPoint } from '@hub/ui/power-chart';

/** Points of one screen at most: more than a line can show are work for nothing. */
const MOST_POINTS = 480;
/** What a feed of ten-second points is asked for in, seconds. Each is a mean of whole points. */
const STEPS_S = [
  10, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800,
] as const;
const OWN_STEP_S = 10;
/** A request begins and ends at such multiples of its step: moving by a few seconds is no new request. */
const GRID_STEPS = 40;
const JOULES_A_KWH = 3_600_000;

/** What is asked of the feed for a window. */
interface PowerRequest extends TimeWindow {
  readonly stepS: number;
}

/** The window with as much again on each side, so that moving it shows something at once. */
export function requestFor(window: TimeWindow): PowerRequest {
  const lengthS = lengthOf(window);
  const stepS = STEPS_S.find((step) => lengthS / step <= MOST_POINTS) ?? 604_800;
  const gridS = stepS * GRID_STEPS;
  return {
    stepS,
    startS: Math.max(0, Math.floor((window.startS - lengthS) / gridS) * gridS),
    endS: Math.ceil((window.endS + lengthS) / gridS) * gridS,
  };
}

/** The address of a request below the API. */
export function requestPath(feedId: number, { startS, endS, stepS }: PowerRequest): string {
  const average = stepS > OWN_STEP_S ? '&average=1' : '';
  return `feeds/${feedId}/data?start=${startS}&end=${endS}&interval=${stepS}${average}`;
}

/** The known points of an answer. A mean stands in the middle of its time. */
export function pointsOf({ points, intervalS }: FeedData): readonly PowerPoint[] {
  const middleS = intervalS > OWN_STEP_S ? intervalS / 2 : 0;
  return points.flatMap(([time, powerW]) => (powerW === null ? [] : [{ time: time + middleS, powerW }]));
}

/** What a window came to, as far as it was measured. */
interface WindowEnergy {
  readonly boughtKWh: number;
  readonly sentKWh: number;
  /** Part of the time that was measured, 0 to 1. */
  readonly measured: number;
}

/** The energy of the points in a window, one every `stepS`. */
export function energyIn(points: readonly PowerPoint[], stepS: number, window: TimeWindow): WindowEnergy {
  const inside = points.filter(({ time }) => time >= window.startS && time < window.endS);
  const sum = (sign: number): number =>
    (inside.reduce((joules, { powerW }) => joules + Math.max(0, sign * powerW), 0) * stepS) / JOULES_A_KWH;
  return {
    boughtKWh: sum(1),
    sentKWh: sum(-1),
    measured: Math.min(1, (inside.length * stepS) / Math.max(stepS, lengthOf(window))),
  };
}

/** The points in a window as comma-separated text. */
export function powerCsv(points: readonly PowerPoint[], { startS, endS }: TimeWindow): string {
  const lines = points
    .filter(({ time }) => time >= startS && time <= endS)
    .map(({ time, powerW }) => `${new Date(time * 1_000).toISOString()},${Math.round(powerW * 10) / 10}`);
  return ['time,power_W', ...lines].join('\r\n');
}
