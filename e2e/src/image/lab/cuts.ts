import type { CutFigures } from '@hub/testing';
import { join } from 'node:path';
import { run } from './command';

const PROGRAM = join(import.meta.dirname, '../../../../dist/ota/power-cuts.mjs');

interface Recording {
  readonly card: string;
  readonly log: string;
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
