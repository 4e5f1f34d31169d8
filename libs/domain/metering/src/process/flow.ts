import { known, type Process } from './process';

const skipWhere =
  (holds: (value: number | null, argument: number) => boolean): Process =>
  (value, argument) => ({ value, skip: holds(value, argument) });

/** Steps that decide which step comes next. */
export const FLOW: Readonly<Record<string, Process>> = {
  if_zero_skip: skipWhere((value) => value === 0),
  if_not_zero_skip: skipWhere((value) => value !== 0),
  if_null_skip: skipWhere((value) => !known(value)),
  if_not_null_skip: skipWhere(known),
  if_gt_skip: skipWhere((value, argument) => known(value) && value > argument),
  if_gt_equal_skip: skipWhere((value, argument) => known(value) && value >= argument),
  if_lt_skip: skipWhere((value, argument) => known(value) && value < argument),
  if_lt_equal_skip: skipWhere((value, argument) => known(value) && value <= argument),
  if_equal_skip: skipWhere((value, argument) => value === argument),
  if_not_equal_skip: skipWhere((value, argument) => value !== argument),
  goto_process: (value, argument) => ({ value, goto: argument }),
  error_found: (value) => ({ value, stop: true }),
};
