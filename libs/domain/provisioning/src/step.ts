/**
 * A hub's first boot in order. Up to `network` it is the business of the system (provisioning); from `claim` on of hub-api.
 */
export const SETUP_STEPS = [
  'storage',
  'identity',
  'database',
  'broker',
  'network',
  'claim',
  'link',
  'history',
  'ready',
] as const;
export type SetupStep = (typeof SETUP_STEPS)[number];

export const STEP_STATES = ['waiting', 'running', 'done', 'failed'] as const;
export type StepState = (typeof STEP_STATES)[number];

/** Why a step does not go on: a stable code, what happened, what to do. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly action: string;
}

/** How far a download is. `secondsLeft` is null until its pace is known. */
export interface Progress {
  readonly doneBytes: number;
  readonly totalBytes: number;
  readonly secondsLeft: number | null;
}
