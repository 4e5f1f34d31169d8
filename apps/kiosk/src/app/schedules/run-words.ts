import { type NextRunView, type ScheduleView } from '@hub/contracts';
import { formatClock } from '@hub/ui';
import { moneyText, soonText } from '@hub/ui/format';

type Reason = NonNullable<NextRunView['reason']>;
type Basis = NextRunView['prices'][number]['rung'];

/** Why work does not fit, in words. */
const REASONS: Readonly<Record<Reason, string>> = {
  deadline: $localize`:@@reason.deadline:there is not enough time left before it has to be ready`,
  earliest: $localize`:@@reason.earliest:it may not start earlier`,
  signal: $localize`:@@reason.signal:no price is known for some of the hours`,
  ceiling: $localize`:@@reason.ceiling:too few hours cost as little as you allow`,
  block: $localize`:@@reason.block:no stretch is long enough to run it without a pause`,
  maxStarts: $localize`:@@reason.maxStarts:it would have to start more often than you allow`,
  minOn: $localize`:@@reason.minOn:the stretches that are left are shorter than its shortest run`,
  minOff: $localize`:@@reason.minOff:it has to rest between two runs`,
  cap: $localize`:@@reason.cap:together with the rest of the house it would take more power than you allow`,
};

/** The sentence about the constraint that bound a plan. */
export const reasonText = (reason: Reason): string => REASONS[reason];

/** What the prices rest on, in words. */
const BASES: Readonly<Record<Basis, string>> = {
  signal: $localize`:@@basis.signal:the community’s forecast`,
  yesterday: $localize`:@@basis.yesterday:yesterday’s hydro and community`,
  tariff: $localize`:@@basis.tariff:the price bands of your tariff`,
  latest: $localize`:@@basis.latest:no prices: it runs as late as it can`,
};

/** What the prices of the hours that a run takes rest on; without a run, of all hours until it has to be ready. */
export function basesOf({ prices, blocks }: NextRunView): readonly string[] {
  const used = prices.filter(({ start, end }) => blocks.some(([from, to]) => from < end && to > start));
  const rungs = (used.length > 0 ? used : prices).map(({ rung }) => rung);
  return [...new Set(rungs)].map((rung) => BASES[rung]);
}

/** "02:30–04:00 tomorrow", each run of a plan. */
export function timesText(blocks: NextRunView['blocks'], nowS: number): string {
  return blocks.map(([start, end]) => `${formatClock(start)}–${soonText(end, nowS)}`).join(', ');
}

/** "1 h 30 min". */
export function lengthText(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), Math.round(minutes % 60)];
  return [...(hours > 0 ? [`${hours} h`] : []), ...(rest > 0 || hours === 0 ? [`${rest} min`] : [])].join(' ');
}

/** Whether the hours of a run have a price: without one there is no cost either. */
export const isPriced = ({ prices }: NextRunView): boolean => prices.every(({ rung }) => rung !== 'latest');

/** What a plan saves against starting at once: undefined where that is less than half a penny. */
export function savedText(run: NextRunView): string | undefined {
  const { chosenPence, startNowPence } = run.cost;
  if (!isPriced(run) || startNowPence === null || startNowPence - chosenPence < 0.5) return undefined;
  return moneyText(Math.round((startNowPence - chosenPence) * 10) / 10);
}

/** An amount to a tenth of a penny; a dash where there is none. */
export const priceText = (pence: number | null): string =>
  pence === null ? '–' : moneyText(Math.round(pence * 10) / 10);

/** What a schedule is about at this moment. */
type Phase = 'off' | 'boosted' | 'paused' | 'running' | 'waiting' | 'done';

export function phaseOf({ standing, rule, next }: ScheduleView, nowS: number, today: string): Phase {
  if (standing.boostUntil !== null && standing.boostUntil > nowS) return 'boosted';
  if (!standing.enabled) return 'off';
  if (rule.pauseUntil !== null && rule.pauseUntil > today) return 'paused';
  const [run] = next;
  if (run === undefined) return 'done';
  return run.blocks.some(([start, end]) => start <= nowS && nowS < end) ? 'running' : 'waiting';
}
