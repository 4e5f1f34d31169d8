import type { FeedStore, Point } from '@hub/domain/series';
import { Inject, Injectable } from '@nestjs/common';
import { FEED_STORE } from '../ports/ports';
import { HALF_HOUR_S, type Instant } from '@hub/domain/time';

/** Half-hours in watt-hours from `start`; NaN is missing. */
export interface HalfHours {
  readonly start: Instant;
  readonly wh: Float64Array;
}

/**
 * Half-hourly series in feed files. A file holds kWh as 32-bit floats; a whole number of watt-hours up to 8 MWh comes back
 * exactly.
 */
@Injectable()
export class HalfHourSeries {
  constructor(@Inject(FEED_STORE) private readonly store: FeedStore) {}

  /** Make the series unless it is there, beginning at `start`, so that what is older than its first reading has a place too. */
  async keep(id: number, start: Instant): Promise<void> {
    await this.store.create(id, { intervalS: HALF_HOUR_S });
    if (this.store.last(id) === undefined) this.store.append(id, [{ time: start, value: NaN }], { durable: false });
  }

  /** Start of the half-hour after the last one that is stored; undefined while there is none. */
  end(id: number): Instant | undefined {
    const last = this.store.last(id);
    return last && last.time + HALF_HOUR_S;
  }

  /** Start of the first half-hour; undefined while there is none. */
  start(id: number): Instant | undefined {
    const meta = this.store.meta(id);
    return meta && meta.npoints > 0 ? meta.startTime : undefined;
  }

  /** The whole series. */
  async all(id: number): Promise<HalfHours> {
    const meta = this.store.meta(id);
    return meta ? this.read(id, meta.startTime, meta.npoints) : { start: 0, wh: new Float64Array() };
  }

  /** `count` half-hours from `start`, missing where the series has none. */
  async read(id: number, start: Instant, count: number): Promise<HalfHours> {
    const wh = new Float64Array(count).fill(NaN);
    const meta = this.store.meta(id);
    if (!meta || meta.npoints === 0) return { start, wh };
    const first = Math.max((start - meta.startTime) / HALF_HOUR_S, 0);
    let slot = (meta.startTime - start) / HALF_HOUR_S + first;
    if (slot >= count || first >= meta.npoints) return { start, wh };
    for await (const block of this.store.raw(id, first)) {
      for (const kWh of block) {
        if (slot >= count) return { start, wh };
        wh[slot] = Math.round(kWh * 1000);
        slot += 1;
      }
    }
    return { start, wh };
  }

  /** The half-hours of `next` that the series does not have like that; a missing one never replaces a reading. */
  async changes(id: number, next: HalfHours): Promise<Point[]> {
    const { wh: held } = await this.read(id, next.start, next.wh.length);
    const points: Point[] = [];
    for (const [slot, wh] of next.wh.entries()) {
      if (!Number.isNaN(wh) && wh !== held[slot])
        points.push({ time: next.start + slot * HALF_HOUR_S, value: wh / 1000 });
    }
    return points;
  }

  /** Store points; they survive a power cut after the next `flush`. Throws when the store takes one of them not. */
  write(id: number, points: readonly Point[]): void {
    const { ignored, reasons } = this.store.append(id, points, { durable: false });
    if (ignored > 0) throw new Error(`series ${id} refused ${ignored} half-hours: ${JSON.stringify(reasons)}`);
  }

  flush(): Promise<void> {
    return this.store.flush();
  }
}
