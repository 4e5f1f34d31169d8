import { HALF_HOUR_S } from '@hub/domain/time';
import { type Rating } from '@hub/domain/community';
import { formatClock } from '../format/clock';
import { perUnit } from '../format/money';
import { kilowattText } from '../format/power';
import { partName } from '../names/part';
import { type PlanRow } from '../plan-lane/plan-row';
import { runningIn } from './strip-plans';
import { type StripSlot } from './strip-slot';

const RATINGS: Readonly<Record<Rating, string>> = {
  good: $localize`:@@rating.good:Good time`,
  fair: $localize`:@@rating.fair:Fair time`,
  poor: $localize`:@@rating.poor:Better to wait`,
};

/** A rating in the language of the page. */
export function ratingText(rating: Rating | undefined): string {
  return rating === undefined ? $localize`:@@rating.unknown:Not known` : RATINGS[rating];
}

/** One half-hour of the strip in words. */
export interface SlotWords {
  readonly time: string;
  readonly rating: string;
  readonly band: string;
  readonly price: string;
  readonly generation: string;
  readonly demand: string;
  /** Devices that are planned to run in it; empty without any. */
  readonly planned: string;
}

export function slotWords(slot: StripSlot, plans: readonly PlanRow[] = []): SlotWords {
  const unknown = $localize`:@@rating.unknown:Not known`;
  const { marginalPencePerKWh, generationW, demandW } = slot;
  return {
    time: `${formatClock(slot.time)}–${formatClock(slot.time + HALF_HOUR_S)}`,
    rating: ratingText(slot.rating),
    band: partName(slot.band),
    price: marginalPencePerKWh === null ? unknown : perUnit(marginalPencePerKWh),
    generation: generationW === null ? unknown : kilowattText(generationW),
    demand: demandW === null ? unknown : kilowattText(demandW),
    planned: runningIn(plans, slot).join(', '),
  };
}

/** The same for a screen reader, as one sentence each for what it is, costs, and who makes and takes it. */
export function spokenSlot({ time, rating, band, price, generation, demand, planned }: SlotWords): string {
  const words = $localize`:@@strip.spoken:${time}:time:: ${rating}:rating:. ${band}:band:, ${price}:price:. Hydro ${generation}:generation:, community ${demand}:demand:.`;
  return planned === '' ? words : $localize`:@@strip.spokenPlan:${words}:words: Planned: ${planned}:devices:.`;
}
