import { ARITHMETIC } from './arithmetic';
import { ENERGY } from './energy';
import { FLOW } from './flow';
import { PERIODS } from './periods';
import { PROCESS_KEYS } from './process-keys';
import type { FeedWrite, Process, ProcessResult, ProcessWorld, Remembered } from './process';

const PROCESSES = new Map<string, Process>(Object.entries({ ...ARITHMETIC, ...FLOW, ...ENERGY, ...PERIODS }));
const STEP_TEXT = /^\w+$/;

/** One step of a list, as it was read. */
export interface ProcessStep {
  readonly key: string;
  readonly arguments: readonly number[];
}

/** What a list did with a reading. */
export interface ProcessOutcome {
  readonly value: number | null;
  readonly writes: readonly FeedWrite[];
  readonly remember: ReadonlyMap<string, Remembered>;
  /** Why the list ended before its end: it went in circles, or asked for an unknown step. */
  readonly fault: 'too-many-steps' | 'unknown-process' | null;
}

/** Runs a reading through an input's list. Nothing is stored here: the outcome says what should be. */
export function runProcessList(steps: readonly ProcessStep[], world: ProcessWorld): ProcessOutcome {
  const writes: FeedWrite[] = [];
  const remember = new Map<string, Remembered>();
  const seen: ProcessWorld = {
    ...world,
    feedLast: (feedId) => writes.findLast((write) => write.feedId === feedId)?.point ?? world.feedLast(feedId),
    remembered: (key) => remember.get(key)?.memory ?? world.remembered(key),
  };
  let value = world.original;
  let taken = 0;
  for (let at = 0; at < steps.length;) {
    if (++taken > 2 * steps.length) return { value, writes, remember, fault: 'too-many-steps' };
    const step = steps[at];
    const process = PROCESSES.get(step?.key ?? '');
    if (step === undefined || process === undefined) return { value, writes, remember, fault: 'unknown-process' };
    const [first = 0, second = 0] = step.arguments;
    const result = process(value, first, seen, second);
    value = result.value;
    writes.push(...(result.writes ?? []));
    if (result.remember) remember.set(result.remember.key, result.remember);
    at = nextStep(at, result, steps.length);
  }
  return { value, writes, remember, fault: null };
}

function nextStep(at: number, { skip, goto, stop }: ProcessResult, length: number): number {
  if (stop === true) return length;
  if (goto !== undefined) return Math.min(Math.max(Math.trunc(goto) - 1, 0), length);
  return at + (skip === true ? 2 : 1);
}

export const isProcess = (key: string): boolean => PROCESSES.has(key);

/**
 * Reads a list as emoncms writes it: `1:5,2:0.1`, `process__log_to_feed:5` or `[{"fn":"process__log_to_feed","args":[5]}]`.
 * Undefined for text that is no such list; steps that are not known here are kept by name, so that running them names
 * the fault.
 */
export function parseProcessList(text: string): readonly ProcessStep[] | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return [];
  const steps = trimmed.startsWith('[') ? jsonSteps(trimmed) : trimmed.split(',').map(textStep);
  return steps?.every((step) => step !== undefined) === true ? steps : undefined;
}

function textStep(part: string): ProcessStep | undefined {
  const [name = '', ...rest] = part.trim().split(':');
  return stepOf(name, rest.length === 0 ? [0] : rest);
}

function jsonSteps(text: string): (ProcessStep | undefined)[] | undefined {
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch {
    return undefined;
  }
  return Array.isArray(list) ? list.map(jsonStep) : undefined;
}

function jsonStep(step: unknown): ProcessStep | undefined {
  if (typeof step !== 'object' || step === null || !('fn' in step)) return undefined;
  const given = 'args' in step && Array.isArray(step.args) ? (step.args as unknown[]) : [];
  return stepOf(String(step.fn), given);
}

function stepOf(name: string, given: readonly unknown[]): ProcessStep | undefined {
  const numbers = given.map((argument) => Number(argument));
  if (!STEP_TEXT.test(name) || !numbers.every(Number.isFinite)) return undefined;
  return { key: PROCESS_KEYS[Number(name)] ?? name.replace(/^process__/, ''), arguments: numbers };
}

/** A list as emoncms' clients read it. */
export const formatProcessList = (steps: readonly ProcessStep[]): string =>
  steps.map((step) => [`process__${step.key}`, ...step.arguments].join(':')).join(',');
