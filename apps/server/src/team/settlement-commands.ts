import { readFileSync } from 'node:fs';
import { FetchAgain, type TariffBandView, TariffEntry, TariffList, TariffView } from '@hub/contracts';
import * as z from 'zod/mini';
import type { Command } from './command';
import { tableOf } from './print';
import { TeamError, usage } from './team-error';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** A tariff in a file says from which day on it holds. */
const TariffFile = z.extend(TariffEntry, { fromDay: z.iso.date() });

/** Commands about tariffs and settled readings. */
export const SETTLEMENT_COMMANDS: Readonly<Record<string, Command>> = {
  tariffs: async (client) => tariffsText((await client.get(TariffList, '/club/tariffs')).tariffs),
  'set-tariff': async (client, args, { correct = false }) => {
    const [file] = args;
    if (file === undefined || args.length > 1) throw usage('a file with a tariff is wanted, and nothing else');
    const { fromDay, ...entry } = tariffIn(file);
    const path = `/club/tariffs/${fromDay}${correct ? '?correct=true' : ''}`;
    return tariffsText([await client.send(TariffView, 'PUT', path, entry)]);
  },
  'remove-tariff': async (client, args) => {
    const { tariffs } = await client.send(TariffList, 'DELETE', `/club/tariffs/${dayOf(args[0])}`);
    return tariffsText(tariffs);
  },
  'fetch-again': async (client, args) => {
    const days = { from: dayOf(args[0]), to: dayOf(args[1] ?? args[0]) };
    await client.send(FetchAgain, 'POST', '/settlement/fetch-again', days);
    return `${days.from} to ${days.to} is fetched again with the next round.\n`;
  },
};

function dayOf(text: string | undefined): string {
  if (text !== undefined && DAY.test(text)) return text;
  throw usage(`"${text ?? ''}" is no day; write it as 2026-11-30`);
}

function tariffIn(file: string): z.infer<typeof TariffFile> {
  try {
    return TariffFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    const why =
      error instanceof z.core.$ZodError
        ? error.issues.map(({ path, message }) => `${path.join('.') || 'the file'}: ${message}`).join('; ')
        : String(error instanceof Error ? error.message : error);
    throw new TeamError(
      'TEAM_NO_TARIFF',
      `${file} describes no tariff: ${why}`,
      'See apps/server/README.md, "Tariffs".',
    );
  }
}

function tariffsText(tariffs: readonly TariffView[]): string {
  return tableOf(
    ['from', 'name', 'days', 'band', 'starts', 'import p', 'hydro p'],
    tariffs.flatMap((tariff) => [
      ...tariff.weekday.map((band) => rowOf(tariff, tariff.weekend ? 'weekdays' : 'all', band)),
      ...(tariff.weekend ?? []).map((band) => rowOf(tariff, 'weekend', band)),
    ]),
  );
}

const rowOf = ({ fromDay, name }: TariffView, days: string, band: TariffBandView): string[] => [
  fromDay,
  name,
  days,
  band.band,
  `${String(Math.floor(band.startMinute / 60)).padStart(2, '0')}:${String(band.startMinute % 60).padStart(2, '0')}`,
  String(band.importPencePerKWh),
  String(band.hydroPencePerKWh),
];
