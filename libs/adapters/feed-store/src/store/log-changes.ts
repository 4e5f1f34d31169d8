import type { Feed } from '../feed/feed';
import type { PageWriter } from '../journal/page';

/** What a feed had logged before: to go back to when the pages could not be written. */
interface Before {
  readonly feed: Feed;
  readonly loggedTo: number;
  readonly unlogged: ReadonlyMap<number, number>;
  readonly startLogged: boolean;
}

/** Writes what the journal does not know of a feed into pages, and counts it as logged. */
export function logChanges(feed: Feed, pages: PageWriter): Before {
  const before: Before = {
    feed,
    loggedTo: feed.loggedTo,
    unlogged: new Map(feed.unlogged),
    startLogged: feed.startLogged,
  };
  if (!feed.startLogged && feed.npoints > 0) {
    pages.other('start', feed.id, feed.startTime);
    feed.startLogged = true;
  }
  for (const [index, value] of feed.unlogged) pages.points(feed.id, index, Float32Array.of(value));
  feed.unlogged.clear();
  const from = Math.max(feed.loggedTo, feed.filePoints);
  if (feed.npoints > from) {
    pages.points(feed.id, from, feed.tail.view(from - feed.filePoints, feed.tail.length));
  }
  feed.loggedTo = feed.npoints;
  return before;
}

/** The pages were not written after all. Values changed since then stay. */
export function forgetLogged({ feed, loggedTo, unlogged, startLogged }: Before): void {
  feed.loggedTo = Math.min(loggedTo, feed.loggedTo);
  feed.startLogged = startLogged;
  for (const [index, value] of unlogged) if (!feed.unlogged.has(index)) feed.unlogged.set(index, value);
}

/** Bytes the changes of a feed take in the journal, at most. */
export const changeBytes = (feed: Feed): number =>
  feed.unlogged.size * 15 + Math.max(0, feed.npoints - Math.max(feed.loggedTo, feed.filePoints)) * 4 + 64;
