import { decodeMeta, fileNames, META_BYTES, POINT_BYTES, pointsIn } from '@hub/domain/series';
import { type Disk, errorCode } from '../disk/disk';
import { feedFault } from '../feed/faults';
import { Feed, type FeedRoom } from '../feed/feed';
import type { FeedFiles } from '../feed/feed-files';
import type { JournalRecord } from '../journal/page';
import { sumsFile } from '../rollup/sums-file';
import { finishSwap } from './swap';

const META_NAME = /^(\d+)\.meta$/;

/** Every feed of the folder, with a fault where its files do not fit together. */
export function readFeeds(disk: Disk): Map<number, Feed> {
  const names = disk.list();
  const ids = names.flatMap((name) => META_NAME.exec(name)?.[1] ?? []).map(Number);
  return new Map(ids.sort((a, b) => a - b).map((id) => [id, readFeed(disk, id)]));
}

export function readFeed(disk: Disk, id: number): Feed {
  const names = fileNames(id);
  const metaBytes = new Uint8Array(META_BYTES);
  const file = disk.open(names.meta, 'existing');
  const length = file.readSync(metaBytes, 0);
  file.close();
  const { intervalS, startTime } = decodeMeta(metaBytes.subarray(0, length));
  const data = disk.stat(names.data);
  const feed = new Feed(id, intervalS, startTime, pointsIn(data?.size ?? 0));
  feed.sumsKept = disk.stat(sumsFile(id)) !== undefined;
  if (length < META_BYTES) feed.fault = feedFault(id, 'HUB_FEED_META_CORRUPT', `.meta has ${length} bytes, not 16`);
  else if (intervalS === 0) feed.fault = feedFault(id, 'HUB_FEED_META_CORRUPT', '.meta says interval 0');
  else if (data === undefined) feed.fault = feedFault(id, 'HUB_FEED_DATA_MISSING', '.dat is missing');
  else if (startTime > 0 && feed.filePoints === 0) {
    feed.fault = feedFault(id, 'HUB_FEED_META_CORRUPT', `.meta says it starts at ${startTime}, but there is no point`);
  }
  return feed;
}

/** Applies what the journal held. Every record may already be in the files: applying it again changes nothing. */
export function replay(
  disk: Disk,
  feeds: Map<number, Feed>,
  files: FeedFiles,
  records: readonly JournalRecord[],
): void {
  const marks = new Map<number, number>();
  excuseNewFeeds(feeds, records);
  for (const record of records) {
    if (record.kind === 'swap' && feeds.has(record.feedId)) feeds.set(record.feedId, swapped(disk, record.feedId));
    const feed = feeds.get(record.feedId);
    if (feed === undefined) continue;
    if (record.kind === 'mark') marks.set(feed.id, record.npoints);
    else if (record.kind === 'start') applyStart(feed, record.startTime);
    else if (record.kind === 'points' && feed.fault === undefined)
      applyPoints(feed, files, record.first, record.values);
  }
  for (const [id, expected] of marks) checkLength(feeds.get(id), expected);
}

function swapped(disk: Disk, id: number): Feed {
  try {
    finishSwap(disk, id);
    return readFeed(disk, id);
  } catch (error) {
    const feed = readFeed(disk, id);
    const what = `a trim that a power cut interrupted cannot be finished (${errorCode(error)})`;
    feed.fault = feedFault(id, 'HUB_FEED_UNFINISHED', what);
    return feed;
  }
}

/** Where the journal knows the start, a start in the meta file without points is no damage: the cut came between them. */
function excuseNewFeeds(feeds: ReadonlyMap<number, Feed>, records: readonly JournalRecord[]): void {
  for (const { kind, feedId } of records) {
    const feed = feeds.get(feedId);
    if (kind === 'start' && feed?.fault?.code === 'HUB_FEED_META_CORRUPT' && feed.intervalS > 0) feed.fault = undefined;
  }
}

function applyStart(feed: Feed, startTime: number): void {
  if (feed.startTime === startTime && feed.filePoints > 0) return;
  if (feed.startTime !== 0 && feed.filePoints > 0) return;
  feed.startTime = startTime;
  feed.startLogged = true;
  feed.startOnDisk = false;
}

const REPLAY_ROOM: FeedRoom = {
  tailPoints: Infinity,
  spill: () => undefined,
  updated: () => undefined,
  early: () => undefined,
};

function applyPoints(feed: Feed, files: FeedFiles, first: number, values: Float32Array): void {
  const old = new Float32Array(values.length);
  if (first < feed.filePoints) {
    files.of(feed.id).readSync(new Uint8Array(old.buffer), first * POINT_BYTES);
  }
  if (first > feed.npoints) feed.tail.pushMissing(first - feed.npoints);
  values.forEach((value, at) => {
    const index = first + at;
    if (index >= feed.npoints) feed.tail.push(value);
    else if (index >= feed.filePoints || feed.patches.has(index) || !Object.is(old[at], value)) {
      feed.replace(index, value, REPLAY_ROOM);
    }
  });
  feed.loggedTo = feed.npoints;
  feed.unlogged.clear();
}

/** A file shorter than it once was has lost points that cannot be brought back: it is not written to any more. */
function checkLength(feed: Feed | undefined, expected: number): void {
  if (feed === undefined || feed.fault !== undefined || feed.filePoints >= expected) return;
  const what = `.dat holds ${feed.filePoints} points, ${expected} were written`;
  feed.fault = feedFault(feed.id, 'HUB_FEED_DATA_TRUNCATED', what);
  feed.expectedPoints = expected;
  feed.tail.clear();
  feed.patches.clear();
}
