import { encodeMeta, fileNames, POINT_BYTES, SeriesError, unknownFeed } from '@hub/domain/series';
import { errorOf, isDamaged, writeFault } from '../feed/faults';
import { Feed } from '../feed/feed';
import { PageWriter } from '../journal/page';
import { sumsFile } from '../rollup/sums-file';
import type { Engine } from './engine';
import { readFeed } from './recovery';
import { runStepsSync } from './steps';
import { finishSwap, prepareSwap } from './swap';

/** A new feed's two files. An existing feed stays as it is. */
export function createFeed({ disk, feeds, files }: Engine, id: number, intervalS: number): void {
  if (feeds.has(id)) return;
  const known = { intervalS: Math.max(1, Math.trunc(intervalS)), startTime: 0 };
  const names = fileNames(id);
  files.close(id);
  try {
    disk.replaceSync(names.data, new Uint8Array());
    disk.replaceSync(names.meta, encodeMeta(known));
  } catch (error) {
    throw errorOf(writeFault(id, error), error);
  }
  feeds.set(id, new Feed(id, known.intervalS, 0, 0));
}

/** Takes a feed away. Its points leave the journal first: a later feed of the same number must not get them back. */
export function removeFeed(engine: Engine, id: number): void {
  const { disk, feeds, files, journal, writer } = engine;
  const feed = feeds.get(id);
  if (feed === undefined) return;
  runStepsSync(writer.checkpoint(), journal);
  feeds.delete(id);
  writer.dirty.delete(feed);
  const pages = new PageWriter();
  pages.other('mark', id, 0);
  journal.writeSync(pages.take());
  files.close(id);
  const names = fileNames(id);
  for (const name of [names.meta, names.data, sumsFile(id)]) disk.removeSync(name);
}

/** Keeps the points from index `first` on. The old files stay whole until the new ones lie ready. */
export function keepFrom(engine: Engine, feed: Feed, first: number): Feed {
  checkpoint(engine, feed);
  const points = new Float32Array(feed.npoints - first);
  if (points.length > 0) engine.source(feed).read(first, points);
  return rewritten(engine, feed, points.length === 0 ? 0 : feed.startTime + first * feed.intervalS, points);
}

/** Puts the points that came before the first of a feed in their place. The old files stay whole until the new ones lie ready. */
export function takeEarly(engine: Engine, feed: Feed): Feed {
  const slots = [...feed.early.keys()];
  if (slots.length === 0) return feed;
  checkpoint(engine, feed);
  const first = slots.reduce((a, b) => Math.min(a, b));
  const count = Math.max(0, Math.ceil((feed.startTime - first) / feed.intervalS));
  const startTime = feed.startTime - count * feed.intervalS;
  const points = new Float32Array(count + feed.npoints).fill(NaN, 0, count);
  engine.source(feed).read(0, points.subarray(count), feed.npoints);
  for (const [slot, value] of feed.early) points[Math.floor((slot - startTime) / feed.intervalS)] = value;
  return rewritten(engine, feed, startTime, points);
}

function checkpoint({ writer, journal }: Engine, feed: Feed): void {
  runStepsSync(writer.checkpoint(), journal);
  if (feed.fault !== undefined) throw errorOf(feed.fault);
}

function rewritten(engine: Engine, feed: Feed, startTime: number, points: Float32Array<ArrayBuffer>): Feed {
  const { disk, feeds, files, journal, writer, rollups } = engine;
  rollups.forgetKept(feed);
  prepareSwap(disk, feed, startTime, new Uint8Array(points.buffer, 0, points.length * POINT_BYTES));
  const pages = new PageWriter();
  pages.other('swap', feed.id);
  pages.other('mark', feed.id, points.length);
  journal.writeSync(pages.take());
  files.close(feed.id);
  finishSwap(disk, feed.id);
  writer.dirty.delete(feed);
  const kept = readFeed(disk, feed.id);
  feeds.set(feed.id, kept);
  feed.successor = { feed: kept, shift: Math.round((feed.startTime - startTime) / feed.intervalS) };
  return kept;
}

/** The feed, if it exists and its files are whole. */
export function soundFeed(engine: Engine, id: number): Feed {
  const feed = engine.feeds.get(id);
  if (feed === undefined) throw unknownFeed(id);
  if (isDamaged(feed.fault) && feed.fault !== undefined) {
    throw errorOf(feed.fault);
  }
  return feed;
}

const isTruncated = ({ fault, intervalS, filePoints }: Feed): boolean =>
  fault?.code === 'HUB_FEED_DATA_TRUNCATED' ||
  (fault?.code === 'HUB_FEED_META_CORRUPT' && intervalS > 0 && filePoints === 0);

/** A feed whose file lost its end, or all of it, goes on with what is left. The journal says so before it takes points. */
export function acceptTruncated({ disk, feeds, files, journal, rollups }: Engine, id: number): number {
  const feed = feeds.get(id);
  if (feed === undefined) throw unknownFeed(id);
  if (!isTruncated(feed)) {
    throw new SeriesError('HUB_FEED_NOT_DAMAGED', `feed ${id} lost no points`, 'Nothing needs to be done.');
  }
  rollups.forgetKept(feed);
  if (feed.filePoints === 0)
    disk.replaceSync(fileNames(id).meta, encodeMeta({ intervalS: feed.intervalS, startTime: 0 }));
  const pages = new PageWriter();
  pages.other('mark', id, feed.filePoints);
  journal.writeSync(pages.take());
  files.close(id);
  feeds.set(id, readFeed(disk, id));
  return feed.filePoints;
}
