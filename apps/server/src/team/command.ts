import type { TeamClient } from './connection';

/** Options of `create`, but for the last. */
export interface PlanOptions {
  readonly waves?: string | undefined;
  readonly success?: string | undefined;
  readonly errors?: string | undefined;
  readonly soak?: string | undefined;
  readonly spread?: string | undefined;
  readonly urgent?: boolean | undefined;
  /** Of `remove-account`. */
  readonly unlink?: boolean | undefined;
  /** Of `set-tariff`. */
  readonly correct?: boolean | undefined;
}

export type Command = (client: TeamClient, args: readonly string[], options: PlanOptions) => Promise<string>;
