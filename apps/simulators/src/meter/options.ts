import { parseArgs } from 'node:util';
import { FORMATS, type Format } from './messages';

export interface MeterCommandLine {
  readonly url: string;
  readonly username: string | undefined;
  readonly passwordFile: string | undefined;
  readonly caFile: string | undefined;
  readonly serial: string;
  readonly homes: string;
  readonly home: string;
  readonly format: Format;
  readonly liveEveryS: number;
  readonly sinceDays: number;
  readonly speed: number;
  readonly seed: number;
}

export const METER_HELP = `Simulator of a meter gateway: replays a real home to the hub's broker.

Usage: meter --url mqtts://HOST:PORT --username gateway-SERIAL --password-file FILE --ca-file FILE [options]

  --serial WORD         serial number of the meter (00000001)
  --home NAME           recording to replay (london-MAC000010)
  --homes FOLDER        where the recordings are, *.csv.gz (apps/simulators/data/homes)
  --format FORMAT       hub: live power and registers, half-hours; original-push: registers and half-hours on mtr/e/…;
                        original-answer: power on resp/e/…, unasked, and half-hours (hub)
  --every SECONDS       between two live readings, 5 or 10 (10)
  --since DAYS          begin so many days ago (0; 1 with --speed)
  --speed NUMBER        so many times faster than life, until the present is reached (1)
  --seed NUMBER         another shape within the same half-hours (1)
  --help                this text

The first 52 weeks of a recording are repeated for ever, so that days of the week and seasons agree; homes of the other
half of the globe are shifted by half a year. Within a half-hour the power is made up; its energy is the recorded one.
`;

/** Reads the command line; undefined means that help was asked for. @throws Error that names the wrong option. */
export function parseMeterCommandLine(args: readonly string[]): MeterCommandLine | undefined {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      url: { type: 'string', default: 'mqtt://127.0.0.1:1883' },
      username: text,
      'password-file': text,
      'ca-file': text,
      serial: { type: 'string', default: '00000001' },
      homes: { type: 'string', default: 'apps/simulators/data/homes' },
      home: { type: 'string', default: 'london-MAC000010' },
      format: { type: 'string', default: 'hub' },
      every: text,
      since: text,
      speed: text,
      seed: text,
      help: { type: 'boolean' },
    },
  });
  if (values.help) return undefined;
  const format = FORMATS.find((known) => known === values.format);
  if (!format) throw new Error(`--format wants one of ${FORMATS.join(', ')}, not ${values.format}`);
  const speed = number('speed', values.speed, 1, [1, 3600]);
  return {
    url: values.url,
    username: values.username,
    passwordFile: values['password-file'],
    caFile: values['ca-file'],
    serial: values.serial,
    homes: values.homes,
    home: values.home,
    format,
    liveEveryS: number('every', values.every, 10, [5, 10]),
    sinceDays: number('since', values.since, speed > 1 ? 1 : 0, [0, 365]),
    speed,
    seed: number('seed', values.seed, 1, [0, 2 ** 31]),
  };
}

function number(name: string, given: string | undefined, otherwise: number, [least, most]: [number, number]): number {
  const value = given === undefined ? otherwise : Number(given);
  if (value >= least && value <= most) return value;
  throw new Error(`--${name} wants a number from ${least} to ${most}, not ${String(given)}`);
}
