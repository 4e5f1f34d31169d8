import { crc32 } from 'node:zlib';
import { type AppendResult, type FeedMeta, type FeedStore, intOf, type Point } from '@hub/domain/series';
import { type EmoncmsAnswer, type EmoncmsRequest, failed, json } from './exchange';
import { metaOf } from './feed-read';
import type { WritePorts } from './feed-ports';

const POINT_BYTES = 4;
const PAIR_BYTES = 8;
const CRC_BYTES = 4;
/** Length, feed, start, interval, position: 32 bits each. */
const HEAD_BYTES = 20;

type Words = Pick<DataView, 'getUint32' | 'getFloat32'>;

const wordsOf = (bytes: Uint8Array): Words => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/**
 * `feed/upload`: float32 points from `start` on, or with `npoints` alone pairs of u32 time and float32 value. Unlike the
 * original a gap stays missing, what lies before the first point is put there, and pairs are stored.
 */
export function upload({ store }: WritePorts, id: number, request: EmoncmsRequest): EmoncmsAnswer {
  const { start, interval, npoints } = request.parameters;
  const meta = store.meta(id);
  const bytes = request.body ?? new Uint8Array();
  const isFixed = start !== undefined && interval !== undefined;
  const count = intOf(npoints);
  if (meta === undefined || count < 1 || bytes.length !== count * (isFixed ? POINT_BYTES : PAIR_BYTES))
    return json(false);
  const words = wordsOf(bytes);
  const points = isFixed ? fixedPoints(words, count, intOf(start), meta.intervalS) : pairs(words, count);
  return stored(store, meta, points) ?? json(true);
}

function fixedPoints(words: Words, count: number, start: number, intervalS: number): Point[] {
  return Array.from({ length: count }, (_, at) => ({
    time: start + at * intervalS,
    value: words.getFloat32(at * POINT_BYTES, true),
  }));
}

const pairs = (words: Words, count: number): Point[] =>
  Array.from({ length: count }, (_, at) => ({
    time: words.getUint32(at * PAIR_BYTES, true),
    value: words.getFloat32(at * PAIR_BYTES + POINT_BYTES, true),
  }));

/** Stores all points; a refusal says what was not taken. */
function stored(
  store: FeedStore,
  meta: FeedMeta,
  points: readonly Point[],
  startTime?: number,
): EmoncmsAnswer | undefined {
  const { ignored, reasons }: AppendResult = store.append(
    meta.id,
    points,
    startTime === undefined ? {} : { startTime },
  );
  if (ignored === 0) return undefined;
  const counts = Object.entries(reasons).map(([reason, count]) => `${count} ${reason}`);
  return failed(`not all points were stored: ${counts.join(', ')}`);
}

/** One feed's part of a `feed/sync`. */
interface Segment {
  readonly feedId: number;
  readonly startTime: number;
  readonly intervalS: number;
  /** Bytes of the feed that the sender knows to be here. */
  readonly position: number;
  readonly data: Uint8Array;
}

/** `feed/sync`: segments for many feeds in one body, closed by a CRC-32. Answers where each feed stands now. */
export function sync(ports: WritePorts, request: EmoncmsRequest): EmoncmsAnswer {
  const bytes = request.body ?? new Uint8Array();
  const end = bytes.length - CRC_BYTES;
  if (end < 0 || wordsOf(bytes).getUint32(end, true) !== crc32(bytes.subarray(0, end)))
    return failed('Invalid checksum');
  const updated: unknown[] = [];
  for (const segment of segments(bytes.subarray(0, end))) {
    const refused = segment === undefined ? failed('a segment ends in the middle') : take(ports, segment);
    if (refused !== undefined) return refused;
    if (segment !== undefined) updated.push(metaOf(ports.store.meta(segment.feedId)));
  }
  return json({ success: true, updated_feed_meta: updated });
}

function* segments(bytes: Uint8Array): Generator<Segment | undefined> {
  const words = wordsOf(bytes);
  for (let at = 0; bytes.length - at >= HEAD_BYTES;) {
    const length = words.getUint32(at, true);
    const word = (index: number): number => words.getUint32(at + index * 4, true);
    if (length < HEAD_BYTES || at + length > bytes.length) {
      yield undefined;
      return;
    }
    const data = bytes.subarray(at + HEAD_BYTES, at + length);
    yield { feedId: word(1), startTime: word(2), intervalS: word(3), position: word(4), data };
    at += length;
  }
}

function take({ store, feeds }: WritePorts, segment: Segment): EmoncmsAnswer | undefined {
  const { feedId, startTime, intervalS, position, data } = segment;
  const meta = store.meta(feedId);
  if (meta === undefined || !feeds().some(({ id }) => id === feedId))
    return failed(`Invalid feedid or access u=1 f=${feedId}`);
  const fault = mismatch(meta, segment);
  if (fault !== undefined) return failed(`feed ${feedId}: ${fault}`);
  const count = Math.floor(data.length / POINT_BYTES);
  if (count === 0) return undefined;
  // A feed whose start lies inside a slot keeps it: its sender compares starts. The end of a slot is in it, whatever the grid.
  const first = startTime + (position / POINT_BYTES) * intervalS + (startTime % intervalS === 0 ? 0 : intervalS - 1);
  return stored(store, meta, fixedPoints(wordsOf(data), count, first, intervalS), startTime);
}

function mismatch(meta: FeedMeta, { startTime, intervalS, position }: Segment): string | undefined {
  if (intervalS !== meta.intervalS) return `its interval is ${meta.intervalS} s, not ${intervalS} s`;
  if (meta.npoints > 0 && startTime !== meta.startTime) return `it starts at ${meta.startTime}, not ${startTime}`;
  return position === meta.npoints * POINT_BYTES
    ? undefined
    : `it has ${meta.npoints * POINT_BYTES} bytes, not ${position}`;
}
