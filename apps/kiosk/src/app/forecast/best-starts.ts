import { cheapestStart, meanPence, type PricedSlot } from '@hub/domain/community';
import { perUnit, soonText } from '@hub/ui/format';

const HOUR_S = 3_600;
const HOURS = [1, 2, 3, 4, 5, 6] as const;
const HORIZON_S = 24 * HOUR_S;

/** The best time to start something that runs for so many hours, in words. */
export interface BestStart {
  readonly hours: number;
  /** "now", or when. */
  readonly start: string;
  readonly price: string;
  /** The same started now. */
  readonly now: string | undefined;
}

/** The cheapest start in the next day for a run of one to six hours; those whose prices are not known are left out. */
export function bestStarts(slots: readonly PricedSlot[], nowS: number): readonly BestStart[] {
  return HOURS.flatMap((hours) => {
    const best = cheapestStart(slots, nowS, hours * HOUR_S, HORIZON_S);
    if (best === undefined) return [];
    const now = meanPence(slots, nowS, hours * HOUR_S);
    return [
      {
        hours,
        start: best.time === nowS ? $localize`:@@starts.now:now` : soonText(best.time, nowS),
        price: perUnit(Math.round(best.pence * 10) / 10),
        now: now === undefined ? undefined : perUnit(Math.round(now * 10) / 10),
      },
    ];
  });
}
