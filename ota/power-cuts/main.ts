import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { checkCuts } from './check-cuts';
import { run } from './command';
import { UndoDisk, WriteLog } from './write-log';

const help = `power-cuts: what a hub would find on its card if the power went during a recorded update

  node power-cuts.mjs check   --card FILE --log FILE --slot FILE [--cuts N]
  node power-cuts.mjs rebuild --card FILE --log FILE --step N --target FILE

  --card   the card before the update          --log    QEMU's blklogwrites of the update
  --slot   the new release's slot              --step   the last write that reached the card

check prints its figures as JSON, or fails with the first cut after which the card is not a whole system with its data.
rebuild makes the card as it was after that step, for a machine to start from.`;

const options = {
  card: { type: 'string', default: '' },
  log: { type: 'string', default: '' },
  slot: { type: 'string', default: '' },
  cuts: { type: 'string', default: '260' },
  step: { type: 'string', default: '0' },
  target: { type: 'string', default: '' },
  help: { type: 'boolean', default: false },
} as const;

async function rebuild(card: string, path: string, step: number, target: string): Promise<void> {
  await run('cp', ['--sparse=always', card, target]);
  const log = new WriteLog(path);
  const disk = new UndoDisk(target);
  for (const entry of log.entries.slice(0, step + 1))
    if (entry.kind === 'write') disk.write(entry.offset, log.data(entry));
  disk.close();
  log.close();
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const { card, log, slot, cuts, step, target } = values;
  if (values.help) console.log(help);
  else if (positionals[0] === 'rebuild') await rebuild(card, log, Number(step), target);
  else if (positionals[0] === 'check') {
    const dir = mkdtempSync(join(process.env['TMPDIR'] ?? tmpdir(), 'power-cuts-'));
    try {
      console.log(JSON.stringify(await checkCuts({ dir, card, log, freshSlot: slot }, Number(cuts))));
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  } else throw new Error(help);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
