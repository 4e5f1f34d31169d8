/** Energy of a household or club over some days, in watt-hours. `lowCostImportWh` is what was bought in the cheap band. */
export interface ScoredUse {
  readonly useWh: number;
  readonly hydroWh: number;
  readonly lowCostImportWh: number;
}

/** Share of the use that was local or cheap, 0 to 100; 100 when nothing was used. */
export function score({ useWh, hydroWh, lowCostImportWh }: ScoredUse): number {
  return useWh === 0 ? 100 : Math.round((100 * (hydroWh + lowCostImportWh)) / useWh);
}

const STAR_SCORES = [20, 40, 60, 80, 90];

/** Stars of a score, 0 to 5. */
export function stars(points: number): number {
  return STAR_SCORES.filter((least) => points >= least).length;
}

export type ScoreBand = 'low' | 'middle' | 'high';

/** Which of the three messages a score gets. */
export function scoreBand(points: number): ScoreBand {
  if (points < 30) return 'low';
  return points < 70 ? 'middle' : 'high';
}

/** What was saved against paying the reference price for everything, in pence; never below zero. */
export function savingPence(useWh: number, costPence: number, referencePencePerKWh: number): number {
  return Math.max((useWh / 1000) * referencePencePerKWh - costPence, 0);
}
