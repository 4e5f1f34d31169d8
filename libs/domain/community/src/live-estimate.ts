/**
 * Half-hour of the club's turbine, judged by a neighbouring one whose power is public: settled readings are a day late. The
 * line and its ends are those that the original fitted for Bethesda.
 */
export function generationFromNeighbourWh(neighbourW: number): number {
  const wh = (neighbourW - 4500) * 1.1;
  return Math.round(Math.min(Math.max(wh, 0), 49_000));
}

/** What the club does now. `generation` as tariff says that the generator covers the whole club. */
export interface LiveEstimate<Band extends string> {
  readonly generationW: number;
  readonly clubW: number;
  readonly tariff: Band | 'generation';
}

/** Turn the half-hour under way into powers (a half-hour of energy is half that power) and the tariff that holds. */
export function liveEstimate<Band extends string>(
  generationWh: number,
  clubWh: number,
  band: Band,
): LiveEstimate<Band> {
  return {
    generationW: generationWh * 2,
    clubW: clubWh * 2,
    tariff: generationWh >= clubWh ? 'generation' : band,
  };
}
