import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newUnit } from '@hub/adapters/identity';
import { runCommand } from './command';
import { labelSheets } from './factory/label';
import { qrCode } from './factory/qrencode';
import { factoryList, readUnits, unitToml, type FactoryUnit } from './factory/unit-file';
import { ProvisioningError } from './provisioning-error';

const HELP = `usage: factory.mjs COMMAND

  units FILE COUNT      makes COUNT units: ids, claim codes, hashes; readable by their owner alone
  list FILE             prints the hub ids of the units, one a line
  toml FILE HUB-ID      prints cydynni-unit.toml of a unit, for its card
  hubs FILE             prints the list of the units for the community server: no secret of their labels
  labels FILE FOLDER    draws the sheets of labels into FOLDER, sheet-01.svg and on`;

async function makeUnits(file: string, count: number): Promise<void> {
  const units: FactoryUnit[] = [];
  while (units.length < count) units.push(await newUnit());
  writeFileSync(file, `${JSON.stringify(units, null, 2)}\n`, { mode: 0o600, flag: 'wx', flush: true });
}

function drawLabels(file: string, folder: string): void {
  const sheets = labelSheets(readUnits(readFileSync(file, 'utf8')), (text) => qrCode(text, runCommand));
  for (const [index, sheet] of sheets.entries())
    writeFileSync(join(folder, `sheet-${String(index + 1).padStart(2, '0')}.svg`), sheet, { mode: 0o600 });
}

function unitOf(file: string, hubId: string): FactoryUnit {
  const unit = readUnits(readFileSync(file, 'utf8')).find((candidate) => candidate.hubId === hubId);
  if (!unit) throw new ProvisioningError('FACTORY_UNITS', `there is no unit ${hubId} in this batch`, 'List its units');
  return unit;
}

async function main([command, file = '', argument = '']: readonly string[]): Promise<void> {
  switch (command) {
    case 'units':
      await makeUnits(file, Number(argument));
      return;
    case 'list':
      for (const { hubId } of readUnits(readFileSync(file, 'utf8'))) console.log(hubId);
      return;
    case 'hubs':
      console.log(JSON.stringify(factoryList(readUnits(readFileSync(file, 'utf8'))), null, 2));
      return;
    case 'toml':
      process.stdout.write(unitToml(unitOf(file, argument)));
      return;
    case 'labels':
      drawLabels(file, argument);
      return;
    default:
      console.log(HELP);
      process.exitCode = command === '--help' ? 0 : 2;
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  const action = error instanceof ProvisioningError ? `\n  ${error.action}` : '';
  const code = error instanceof ProvisioningError ? `${error.code}: ` : '';
  console.error(`${code}${error instanceof Error ? error.message : String(error)}${action}`);
  process.exit(1);
});
