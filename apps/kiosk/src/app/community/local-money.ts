import { type SummaryView } from '@hub/contracts';

/** Pence that went to the club's own generator; undefined where the server did not say. */
export function localPence(summary: SummaryView): number | undefined {
  const bands = Object.values(summary.bands);
  if (bands.some((band) => band.hydroPence === undefined)) return undefined;
  return bands.reduce((sum, band) => sum + (band.hydroPence ?? 0), 0);
}
