import { parseArgs } from 'node:util';

export interface PublishCommandLine {
  readonly url: string;
  readonly username: string | undefined;
  readonly passwordFile: string | undefined;
  readonly caFile: string | undefined;
  readonly topic: string;
  readonly payload: string;
  readonly count: number;
  readonly everyMs: number;
  readonly retain: boolean;
}

export const PUBLISH_HELP = `Publishes to the hub's broker, for trying things out and for tests.

Usage: publish --url URL [--username NAME --password-file FILE] [--ca-file FILE] --topic TOPIC --payload TEXT [options]

  --count NUMBER        so many times (1)
  --every MILLISECONDS  pause between two of them (1000)
  --retain              the broker keeps the last one for those who come later
  --help                this text

In the payload {now} stands for the unix time in seconds and {n} for the number of the message, from 1 on:
  publish --topic cydynni/meter/00000001/live --payload '{"time":{now},"power":350,"import":1,"export":0}'
`;

/** Reads the command line; undefined means that help was asked for. @throws Error that names the wrong option. */
export function parsePublishCommandLine(args: readonly string[]): PublishCommandLine | undefined {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      url: { type: 'string', default: 'mqtt://127.0.0.1:1883' },
      username: text,
      'password-file': text,
      'ca-file': text,
      topic: text,
      payload: text,
      count: { type: 'string', default: '1' },
      every: { type: 'string', default: '1000' },
      retain: { type: 'boolean', default: false },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return undefined;
  const { topic, payload } = values;
  if (topic === undefined || payload === undefined) throw new Error('--topic and --payload are needed');
  return {
    url: values.url,
    username: values.username,
    passwordFile: values['password-file'],
    caFile: values['ca-file'],
    topic,
    payload,
    count: whole('count', values.count),
    everyMs: whole('every', values.every),
    retain: values.retain,
  };
}

/** The payload of the `n`th message, published at `now` (unix seconds). */
export function fill(payload: string, now: number, n: number): string {
  return payload.replaceAll('{now}', String(Math.floor(now))).replaceAll('{n}', String(n));
}

function whole(name: string, given: string): number {
  const value = Number(given);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new Error(`--${name} wants a whole number, not ${given}`);
}
