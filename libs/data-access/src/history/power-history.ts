import { FeedData } from '@hub/contracts';
import { type BrowserEdge } from '../live/browser-edge';
import { type PowerPoint } from './power-window';

const HISTORY_INTERVAL_S = 10;

/** Address of a feed's points between two unix seconds. */
export function historyUrl(feedId: number, startS: number, endS: number): string {
  const query = new URLSearchParams({
    start: String(Math.floor(startS)),
    end: String(Math.ceil(endS)),
    interval: String(HISTORY_INTERVAL_S),
  });
  return `/api/v1/feeds/${feedId}/data?${query}`;
}

/** The known points of a feed's answer; missing ones are left out. Throws on an answer of another shape. */
export function parseHistory(body: unknown): readonly PowerPoint[] {
  return FeedData.parse(body).points.flatMap(([time, powerW]) => (powerW === null ? [] : [{ time, powerW }]));
}

/** Reads one feed's power between two unix seconds. Rejects when the hub does not answer or answers something else. */
export async function readPowerHistory(
  edge: BrowserEdge,
  feedId: number,
  window: { readonly startS: number; readonly endS: number },
  signal: AbortSignal,
): Promise<readonly PowerPoint[]> {
  return parseHistory(await edge.getJson(historyUrl(feedId, window.startS, window.endS), signal));
}
