import { join } from 'node:path';
import { run } from './command';

const PROGRAM = join(import.meta.dirname, '../../../../dist/ota/power-cuts.mjs');

interface Recording {
  readonly card: string;
  readonly log: string;
}

export interface CutFigures {
  readonly steps: number;
  readonly writtenMb: number;
  readonly slotWrittenMb: number;
  readonly cuts: number;
  readonly startsOld: number;
  readonly startsNew: number;
  readonly phases: Readonly<Record<string, number>>;
  /** The last step before the hub first starts the new release. */
  readonly pendingAt: number;
  /** Steps to start a machine from, spread over the phases of the update. */
  readonly samples: readonly number[];
}

/** Looks at the card after each step of the recording (`ota/power-cuts`). @throws Error naming the first cut that is not survived. */
export async function checkCuts({
  card,
  log,
  slot,
  cuts,
}: Recording & { readonly slot: string; readonly cuts: number }): Promise<CutFigures> {
  const files = ['--card', card, '--log', log, '--slot', slot, '--cuts', String(cuts)];
  const text = await run(process.execPath, [PROGRAM, 'check', ...files], 3_600_000);
  return JSON.parse(text) as CutFigures;
}

/** The card as it was after this step. */
export async function rebuild({ card, log }: Recording, step: number, target: string): Promise<void> {
  const files = ['--card', card, '--log', log, '--target', target];
  await run(process.execPath, [PROGRAM, 'rebuild', ...files, '--step', String(step)], 600_000);
}
