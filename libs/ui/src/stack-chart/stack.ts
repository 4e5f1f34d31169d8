/** One piece of a column: what it was (a band, `hydro`, …) and how much. */
export interface StackPart {
  readonly name: string;
  readonly value: number;
}

/**
 * One column. `known`: all of it is; `estimated`: some of it was calculated, not read; `partial`: some of it is missing and in no sum;
 * `missing`: nothing is known, and nothing is drawn as if it were zero; `ahead`: its time has not come, or its readings have not.
 */
export interface Stack {
  /** Below the axis, where there is room. */
  readonly label: string;
  /** In the readout and the table: "16:30–17:00". */
  readonly name: string;
  readonly state: 'known' | 'estimated' | 'partial' | 'missing' | 'ahead';
  /** From the bottom up. */
  readonly parts: readonly StackPart[];
}

/** Sum of a column's pieces. */
export function totalOf(stack: Stack): number {
  return stack.parts.reduce((sum, part) => sum + part.value, 0);
}

/** Every name that occurs, in the order in which the pieces are stacked. */
export function partNames(stacks: readonly Stack[]): readonly string[] {
  return [...new Set(stacks.flatMap((stack) => stack.parts.map((part) => part.name)))];
}
