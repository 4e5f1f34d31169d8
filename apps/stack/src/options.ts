import { parseArgs } from 'node:util';

export interface StackOptions {
  /** The port that was asked for; undefined: 8080, or another one when that is taken. */
  readonly port: number | undefined;
  /** Folder for everything that is written; undefined: the checkout's own. */
  readonly state: string | undefined;
  /** Only the hub: no community server, no simulated settlement server. */
  readonly alone: boolean;
  /** The hub as it is delivered: only who has its label can claim it. */
  readonly fresh: boolean;
  /** Options passed on to the simulated meter. */
  readonly meter: readonly string[];
}

export const HELP = `Runs the whole system on this computer: private MariaDB, Redis and mosquitto, hub-api, the display and a simulated meter; the club's
server with its broker and a simulated settlement server of 30 homes. Ends with a household that is linked and has three years of
history, a water heater, a charger and a washing machine with their schedules, and prints how it signs in.

Usage: ./hub up [options]

  --port NUMBER    port of the display (8080, or any free one when 8080 is taken)
  --home NAME      recording of a real home that the meter replays (london-MAC000010)
  --since DAYS     let the meter begin so many days ago
  --speed NUMBER   replay so many times faster than life, until the present is reached
  --new            the hub as it is delivered: begin with the code of its label
  --alone          only the hub, as it is delivered, without the club's server
  --state DIR      folder for everything that is written (.hub); two hubs need two of them
  --help           this text
`;

const METER_OPTIONS = ['home', 'since', 'speed'] as const;

/** Reads the command line; undefined means that help was asked for. @throws Error that names the wrong option. */
export function parseCommandLine(args: readonly string[]): StackOptions | undefined {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: text,
      home: text,
      since: text,
      speed: text,
      state: text,
      alone: { type: 'boolean' },
      new: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return undefined;
  return {
    port: portOf(values.port),
    state: values.state,
    alone: values.alone ?? false,
    fresh: (values.new ?? false) || (values.alone ?? false),
    meter: METER_OPTIONS.flatMap((name) => (values[name] === undefined ? [] : [`--${name}`, values[name]])),
  };
}

function portOf(given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  const port = Number(given);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new Error(`--port wants a number from 1 to 65535, not ${given}`);
}
