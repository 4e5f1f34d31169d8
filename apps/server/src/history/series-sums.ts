import { createHash } from 'node:crypto';
import type { FeedStore } from '@hub/domain/series';
import { Inject, Injectable } from '@nestjs/common';
import { FEED_STORE } from '../ports/ports';
import { HalfHourSeries } from '../series/half-hour-series';

/** Bytes of one checksum: 85 days of half-hours. */
export const BLOCK_BYTES = 16_384;
export const POINT_BYTES = 4;
/** Series whose sums are kept: those of the club, and of the households whose hubs ask at the moment. */
const MOST_KEPT = 2000;

/** What the bytes of a series add up to. */
export interface Sums {
  readonly bytes: number;
  /** Of all bytes. */
  readonly etag: string;
  /** SHA-256 of each block, hexadecimal. */
  readonly blocks: readonly string[];
}

/** Checksums of series, calculated once for each change: a hub that fetches a series in pieces costs no hash of the whole for each. */
@Injectable()
export class SeriesSums {
  /** In the order of their last use. */
  private readonly kept = new Map<number, { readonly version: number; readonly sums: Promise<Sums> }>();

  constructor(
    @Inject(FEED_STORE) private readonly store: FeedStore,
    private readonly series: HalfHourSeries,
  ) {}

  of(id: number): Promise<Sums> {
    const version = this.series.version(id);
    const held = this.kept.get(id);
    const kept = held?.version === version ? held : { version, sums: this.calculate(id) };
    this.kept.delete(id);
    this.kept.set(id, kept);
    if (kept !== held) void kept.sums.catch(() => this.kept.delete(id));
    const [oldest] = this.kept.keys();
    if (this.kept.size > MOST_KEPT && oldest !== undefined) this.kept.delete(oldest);
    return kept.sums;
  }

  /** Bytes from `first` up to `end`. */
  async read(id: number, first: number, end: number): Promise<Buffer> {
    if (this.store.meta(id) === undefined || end <= first) return Buffer.alloc(0);
    const firstPoint = Math.floor(first / POINT_BYTES);
    const skipped = first - firstPoint * POINT_BYTES;
    const wanted = skipped + end - first;
    const blocks: Buffer[] = [];
    let read = 0;
    for await (const block of this.store.raw(id, firstPoint)) {
      // Copied: the store may use its block again for the next one.
      blocks.push(Buffer.from(Buffer.from(block.buffer, block.byteOffset, block.byteLength)));
      read += block.byteLength;
      if (read >= wanted) break;
    }
    return Buffer.concat(blocks).subarray(skipped, wanted);
  }

  private async calculate(id: number): Promise<Sums> {
    const bytes = await this.read(id, 0, Infinity);
    const blocks: string[] = [];
    for (let at = 0; at < bytes.length; at += BLOCK_BYTES)
      blocks.push(sha256(bytes.subarray(at, at + BLOCK_BYTES)).toString('hex'));
    return { bytes: bytes.length, etag: `"${sha256(bytes).toString('base64url')}"`, blocks };
  }
}

export function sha256(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}
