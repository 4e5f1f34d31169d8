import type { Point } from '@hub/domain/series';
import { ARITHMETIC } from './arithmetic';
import { ENERGY } from './energy';
import { FLOW } from './flow';
import { PROCESS_KEYS } from './process-keys';
import type { FeedWrite, Process, ProcessResult, ProcessWorld } from './process';

const PROCESSES = new Map<string, Process>(Object.entries({ ...ARITHMETIC, ...FLOW, ...ENERGY }));

/** One step of a list, as it was read. */
export interface ProcessStep {
  readonly key: string;
  readonly argument: number;
}

/** What a list did with a reading. */
export interface ProcessOutcome {
  readonly value: number | null;
  readonly writes: readonly FeedWrite[];
  readonly remember: ReadonlyMap<string, Point>;
  /** Why the list ended before its end: it went in circles, or asked for a step nobody knows. */
  readonly fault: 'too-many-steps' | 'unknown-process' | null;
}

/** Runs a reading through an input's list. Nothing is stored here: the outcome says what should be. */
export function runProcessList(steps: readonly ProcessStep[], world: ProcessWorld): ProcessOutcome {
  const writes: FeedWrite[] = [];
  const remember = new Map<string, Point>();
  const seen: ProcessWorld = {
    ...world,
    feedLast: (feedId) => writes.findLast((write) => write.feedId === feedId)?.point ?? world.feedLast(feedId),
    remembered: (key) => remember.get(key) ?? world.remembered(key),
  };
  let value = world.original;
  let taken = 0;
  for (let at = 0; at < steps.length;) {
    if (++taken > 2 * steps.length) return { value, writes, remember, fault: 'too-many-steps' };
    const step = steps[at];
    const process = PROCESSES.get(step?.key ?? '');
    if (step === undefined || process === undefined) return { value, writes, remember, fault: 'unknown-process' };
    const result = process(value, step.argument, seen);
    value = result.value;
    writes.push(...(result.writes ?? []));
    if (result.remember) remember.set(result.remember.key, result.remember.point);
    at = nextStep(at, result, steps.length);
  }
  return { value, writes, remember, fault: null };
}

function nextStep(at: number, { skip, goto, stop }: ProcessResult, length: number): number {
  if (stop === true) return length;
  if (goto !== undefined) return Math.min(Math.max(Math.trunc(goto) - 1, 0), length);
  return at + (skip === true ? 2 : 1);
}

/**
 * Reads a list as emoncms writes it: `1:5,2:0.1` or `process__log_to_feed:5`. Undefined for text that is no such list;
 * steps that are not known here are kept by name, so that running them names the fault.
 */
export function parseProcessList(text: string): readonly ProcessStep[] | undefined {
  if (text.trim() === '') return [];
  const steps = text.split(',').map((part): ProcessStep | undefined => {
    const [name = '', argument = '0'] = part.trim().split(':');
    const number = Number(argument);
    if (!/^\w+$/.test(name) || !Number.isFinite(number)) return undefined;
    return { key: PROCESS_KEYS[Number(name)] ?? name.replace(/^process__/, ''), argument: number };
  });
  return steps.every((step) => step !== undefined) ? steps : undefined;
}
