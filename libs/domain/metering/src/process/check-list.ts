import { isProcess, type ProcessStep } from './process-list';

/** What an argument of a process is. `day-feed`: one that can hold a value at any local midnight. */
export type ArgumentKind = 'value' | 'input' | 'feed' | 'day-feed';

/** Steps whose argument is not one feed. */
const KINDS: Readonly<Record<string, readonly ArgumentKind[]>> = {
  ...Object.fromEntries(
    ['scale', 'offset', 'max_value_allowed', 'min_value_allowed', 'goto_process'].map((key) => [key, ['value']]),
  ),
  ...Object.fromEntries(
    ['gt', 'gt_equal', 'lt', 'lt_equal', 'equal', 'not_equal'].map((name) => [`if_${name}_skip`, ['value']]),
  ),
  ...Object.fromEntries(['zero', 'not_zero', 'null', 'not_null'].map((name) => [`if_${name}_skip`, []])),
  ...Object.fromEntries(
    ['abs_value', 'allowpositive', 'allownegative', 'signed2unsigned', 'error_found'].map((key) => [key, []]),
  ),
  ...Object.fromEntries(['zero', 'null', 'original'].map((name) => [`reset2${name}`, []])),
  ...Object.fromEntries(
    ['times', 'add', 'subtract', 'divide', 'max', 'min'].map((name) => [`${name}_input`, ['input']]),
  ),
  ...Object.fromEntries(
    ['power_to_kwhd', 'kwh_to_kwhd', 'whinc_to_kwhd', 'input_ontime', 'update_feed_data', 'max_value', 'min_value'].map(
      (key) => [key, ['day-feed']],
    ),
  ),
  power_to_kwh_custom: ['value', 'feed'],
};

/** Local midnights lie on whole hours of UTC in every zone a hub is in; on whole days only half of the year. */
const HOUR_S = 3600;

/** What a list may refer to. */
export interface ListSurroundings {
  /** Interval of a feed, seconds; undefined where there is no such feed. */
  readonly feedIntervalS: (feedId: number) => number | undefined;
  readonly hasInput: (inputId: number) => boolean;
}

/** What the arguments of a process are; undefined for a process that is not known. */
export const argumentsOf = (key: string): readonly ArgumentKind[] | undefined =>
  isProcess(key) ? (KINDS[key] ?? ['feed']) : undefined;

/** What is wrong with a list, in words; empty: nothing. */
export function processListFaults(steps: readonly ProcessStep[], around: ListSurroundings): readonly string[] {
  return steps.flatMap((step, at) => {
    const kinds = argumentsOf(step.key);
    const faults = kinds === undefined ? ['is no process of this hub'] : kinds.flatMap(argumentFault(step, around));
    return faults.map((fault) => `step ${at + 1} (${step.key}) ${fault}`);
  });
}

const argumentFault =
  ({ arguments: given }: ProcessStep, { feedIntervalS, hasInput }: ListSurroundings) =>
  (kind: ArgumentKind, at: number): string | [] => {
    const argument = given[at];
    if (argument === undefined) return `lacks its argument ${at + 1}`;
    if (kind === 'value') return [];
    if (kind === 'input') return hasInput(argument) ? [] : `names input ${argument}, which does not exist`;
    const intervalS = feedIntervalS(argument);
    if (intervalS === undefined) return `names feed ${argument}, which does not exist`;
    if (kind === 'day-feed' && HOUR_S % intervalS !== 0)
      return `needs a feed whose interval divides an hour, so that it has a place for each local midnight; feed ${argument} has ${intervalS} s`;
    return [];
  };
