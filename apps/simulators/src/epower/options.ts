import { parseArgs } from 'node:util';
import type { Faults } from './faults';

export interface CommandLine {
  readonly host: string;
  readonly port: number;
  readonly homes: string;
  readonly members: number;
  readonly firstDay: string | undefined;
  readonly days: number;
  readonly clubToken: string;
  readonly faults: Faults;
}

export const HELP = `Simulator of the E-power settlement server: a club of real homes, resampled by whole weeks, and a 50 kW hydro.

Usage: epower [options]

  --host ADDRESS     address to listen on (127.0.0.1)
  --port NUMBER      port to listen on; 0 picks a free one (0)
  --homes FOLDER     recordings of real homes, *.csv.gz (apps/simulators/data/homes)
  --members NUMBER   homes in the club (100)
  --days NUMBER      days of history up to yesterday (1096)
  --first-day DAY    first day of the club, YYYY-MM-DD (instead of --days)
  --club-token WORD  token of the club's reports (club)

Faults, also at run time with PUT /simulator/faults and a JSON object:
  --late-days NUMBER        newest days that every third member does not have yet (lateDays)
  --gaps PER-MILLE          half-hours missing (gapsPerMille)
  --errors PERCENT          requests answered with status 500 (errorPercent)
  --malformed PERCENT       … with an answer cut off in the middle (malformedPercent)
  --html PERCENT            … with a page for people (htmlPercent)
  --slow MILLISECONDS       every answer waits this long (slowMs)

  --help                    this text

Answers GET /rest/crudService/{prefix}-{token}-{report}[?dateStart=01-Jul-2017&dateEnd=…]: 27 a member's history, 28 generation,
29 community, 31 members; and GET /weather/rain|sun|wind?start=<unix s>&count=<half-hours>; GET /v1/forecast as Open-Meteo does.
`;

/** Read the command line. Throws an Error that says which option is wrong; `undefined` means that help was asked for. */
export function parseCommandLine(args: readonly string[]): CommandLine | undefined {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      host: { type: 'string', default: '127.0.0.1' },
      port: text,
      homes: { type: 'string', default: 'apps/simulators/data/homes' },
      members: text,
      days: text,
      'first-day': text,
      'club-token': { type: 'string', default: 'club' },
      'late-days': text,
      gaps: text,
      errors: text,
      malformed: text,
      html: text,
      slow: text,
      help: { type: 'boolean' },
    },
  });
  if (values.help) return undefined;
  const number = (
    name: 'port' | 'members' | 'days' | 'late-days' | 'gaps' | 'errors' | 'malformed' | 'html' | 'slow',
    otherwise: number,
  ) => {
    const value = values[name] === undefined ? otherwise : Number(values[name]);
    if (!Number.isFinite(value) || value < 0) throw new Error(`--${name} wants a number, not ${String(values[name])}`);
    return value;
  };
  return {
    host: values.host,
    port: number('port', 0),
    homes: values.homes,
    members: number('members', 100),
    days: number('days', 1096),
    firstDay: values['first-day'],
    clubToken: values['club-token'],
    faults: {
      lateDays: number('late-days', 0),
      gapsPerMille: number('gaps', 0),
      errorPercent: number('errors', 0),
      malformedPercent: number('malformed', 0),
      htmlPercent: number('html', 0),
      slowMs: number('slow', 0),
    },
  };
}
