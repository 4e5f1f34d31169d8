import { createHash } from 'node:crypto';
import type { SeriesKind, SeriesManifest, SeriesView } from '@hub/contracts';

const BLOCK_BYTES = 16_384;
const HALF_HOUR_S = 1800;

/** A series of the fake server: made-up half-hours that are the same at each run. */
export class FakeSeries {
  readonly bytes: Buffer;

  constructor(
    readonly id: number,
    readonly kind: SeriesKind,
    readonly startTime: number,
    private values: Float32Array,
  ) {
    this.bytes = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
  }

  /** `holes`: one half-hour of so many is not known; 0: all are. */
  static made(id: number, kind: SeriesKind, startTime: number, points: number, holes = 0): FakeSeries {
    const values = Float32Array.from({ length: points }, (_, slot) => {
      if (holes > 0 && (slot * 7 + id) % holes === 0) return NaN;
      return Math.round(500 * (1 + Math.sin(slot / 24) * Math.cos(slot / 977 + id))) / 1000;
    });
    return new FakeSeries(id, kind, startTime, values);
  }

  /** kWh of each half-hour, NaN where it is not known. */
  get floats(): Float32Array {
    return this.values;
  }

  set(slot: number, value: number): void {
    this.values[slot] = value;
  }

  get view(): SeriesView {
    const { id, kind, startTime, values } = this;
    return { id, kind, unit: 'kWh', intervalS: HALF_HOUR_S, startTime, points: values.length };
  }

  get manifest(): SeriesManifest {
    const blocks: string[] = [];
    for (let at = 0; at < this.bytes.length; at += BLOCK_BYTES)
      blocks.push(
        createHash('sha256')
          .update(this.bytes.subarray(at, at + BLOCK_BYTES))
          .digest('hex'),
      );
    return { ...this.view, bytes: this.bytes.length, blockBytes: BLOCK_BYTES, blocks };
  }
}
