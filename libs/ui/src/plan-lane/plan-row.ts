/** What is planned for one device: its name and its runs, `[start, end)` in unix seconds. */
export interface PlanRow {
  readonly name: string;
  readonly blocks: readonly (readonly [startS: number, endS: number])[];
  /** Ready by. */
  readonly dueS?: number | undefined;
}
