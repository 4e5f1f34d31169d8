import {
  changedPoints,
  type FeedStore,
  type HalfHours,
  kiloWattHours,
  type Point,
  readHalfHours,
  wattHours,
  withoutMissingEnd,
} from '@hub/domain/series';
import { HALF_HOUR_S, type Instant } from '@hub/domain/time';
import { Inject, Injectable } from '@nestjs/common';
import { FEED_STORE } from '../ports/ports';

/** Half-hourly series in feed files, in whole watt-hours. */
@Injectable()
export class HalfHourSeries {
  private readonly versions = new Map<number, number>();

  constructor(@Inject(FEED_STORE) private readonly store: FeedStore) {}

  /** Counts the changes of a series since the start: what was made of it is good while this stays the same. */
  version(id: number): number {
    return this.versions.get(id) ?? 0;
  }

  /** Make the series unless it is there, beginning at `start`, so that what is older than its first reading has a place too. */
  async keep(id: number, start: Instant): Promise<void> {
    await this.store.create(id, { intervalS: HALF_HOUR_S });
    if (this.store.last(id) === undefined) this.write(id, [{ time: start, value: NaN }]);
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
    return wattHours(await readHalfHours(this.store, id, start, count), count);
  }

  /**
   * The half-hours of `next` that the series does not have like that. Missing ones leave what is known, or with `replaces` take its place;
   * never do they make the series longer.
   */
  async changes(id: number, next: HalfHours, missing: 'leaves' | 'replaces' = 'leaves'): Promise<Point[]> {
    const { kWh: held } = await readHalfHours(this.store, id, next.start, next.wh.length);
    const known = withoutMissingEnd(next).wh.length;
    const wh = next.wh.subarray(0, Math.max(known, missing === 'replaces' ? held.length : 0));
    return changedPoints(kiloWattHours({ start: next.start, wh }), held, missing);
  }

  /** Store points; they survive a power cut after the next `flush`. Throws when the store refuses one of them. */
  write(id: number, points: readonly Point[]): void {
    if (points.length > 0) this.versions.set(id, this.version(id) + 1);
    const { ignored, reasons } = this.store.append(id, points, { durable: false });
    if (ignored > 0) throw new Error(`series ${id} refused ${ignored} half-hours: ${JSON.stringify(reasons)}`);
  }

  flush(): Promise<void> {
    return this.store.flush();
  }
}
