import { type Rating } from '@hub/domain/community';

/** One half-hour of the strip: what is known of it beforehand. Unix second of its start, pence a kWh, watts; null is not known. */
export interface StripSlot {
  readonly time: number;
  readonly band: string;
  readonly importPencePerKWh: number | null;
  /** What one more kWh costs. */
  readonly marginalPencePerKWh: number | null;
  readonly rating: Rating | undefined;
  readonly generationW: number | null;
  readonly demandW: number | null;
}
