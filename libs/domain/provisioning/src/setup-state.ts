import { type Problem, type Progress, SETUP_STEPS, type SetupStep, type StepState } from './step';

/** How far the first boot is. Only `done` outlives a restart: the rest is of the moment. */
export interface SetupState {
  readonly done: ReadonlySet<SetupStep>;
  readonly running: ReadonlyMap<SetupStep, Progress | null>;
  readonly problems: ReadonlyMap<SetupStep, Problem>;
}

export type SetupEvent =
  | { readonly type: 'running'; readonly step: SetupStep; readonly progress?: Progress }
  | { readonly type: 'done'; readonly step: SetupStep }
  | { readonly type: 'failed'; readonly step: SetupStep; readonly problem: Problem }
  /** What was done does not hold any more, nor what rests on it. */
  | { readonly type: 'undone'; readonly step: SetupStep };

/** What a step rests on, beside those before it that the system makes for itself. */
const RESTS_ON: Readonly<Partial<Record<SetupStep, SetupStep>>> = { link: 'claim', history: 'link' };

export const NOTHING_DONE: SetupState = { done: new Set(), running: new Map(), problems: new Map() };

/**
 * The state after an event. Events may come in any order and any number of times: a step that is done stays done whatever is
 * heard of it but that it is undone. `ready` follows from the others and takes no events.
 */
export function after(state: SetupState, event: SetupEvent): SetupState {
  const { step } = event;
  if (step === 'ready' || (event.type === 'undone') !== state.done.has(step)) return state;
  const done = new Set(state.done);
  const running = new Map(state.running);
  const problems = new Map(state.problems);
  running.delete(step);
  if (event.type === 'running') running.set(step, event.progress ?? null);
  // A step that is tried again still has the problem of the last try, until it is through.
  else problems.delete(step);
  if (event.type === 'failed') problems.set(step, event.problem);
  if (event.type === 'done') done.add(step);
  if (event.type === 'undone') for (const lost of withDependents(step)) forget(lost, { done, running, problems });
  return withReady({ done, running, problems });
}

export interface StepStatus {
  readonly step: SetupStep;
  readonly state: StepState;
  readonly error: Problem | null;
  readonly progress: Progress | null;
}

/** Every step in order. */
export const statusOf = (state: SetupState): StepStatus[] =>
  SETUP_STEPS.map((step) => ({
    step,
    state: stateOf(state, step),
    error: state.problems.get(step) ?? null,
    progress: state.running.get(step) ?? null,
  }));

/** What is kept on the disk. */
export interface KeptSetup {
  readonly format: 1;
  readonly done: readonly SetupStep[];
}

export const keptOf = ({ done }: SetupState): KeptSetup => ({
  format: 1,
  done: SETUP_STEPS.filter((step) => step !== 'ready' && done.has(step)),
});

export const restored = (kept: KeptSetup): SetupState =>
  withReady({ ...NOTHING_DONE, done: new Set(kept.done.filter((step) => step !== 'ready')) });

function stateOf({ done, running, problems }: SetupState, step: SetupStep): StepState {
  if (done.has(step)) return 'done';
  if (running.has(step)) return 'running';
  return problems.has(step) ? 'failed' : 'waiting';
}

function withDependents(step: SetupStep): SetupStep[] {
  const dependents = SETUP_STEPS.filter((other) => RESTS_ON[other] === step);
  return [step, ...dependents.flatMap(withDependents)];
}

function forget(
  step: SetupStep,
  from: { done: Set<SetupStep>; running: Map<SetupStep, unknown>; problems: Map<SetupStep, unknown> },
): void {
  from.done.delete(step);
  from.running.delete(step);
  from.problems.delete(step);
}

function withReady(state: SetupState): SetupState {
  const done = new Set(state.done);
  if (SETUP_STEPS.every((step) => step === 'ready' || done.has(step))) done.add('ready');
  else done.delete('ready');
  return { ...state, done };
}
