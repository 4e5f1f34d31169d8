import { parseArgs } from 'node:util';
import { FIRMWARES } from '@hub/domain/firmware';

/** One device: the name of its type, and its topic. */
export interface SimulatedDevice {
  readonly type: string;
  readonly topic: string;
}

export interface DevicesCommandLine {
  readonly url: string;
  readonly username: string | undefined;
  readonly passwordFile: string | undefined;
  readonly devices: readonly SimulatedDevice[];
  /** Share of messages that are lost, and that arrive twice. */
  readonly lost: number;
  readonly doubled: number;
}

export const DEVICES_HELP = `Simulated devices of a household, with buttons and faults, on one connection.

Usage: devices --url URL [--username NAME --password-file FILE] TYPE=TOPIC…

  --lost SHARE      so many messages are lost, from 0 to 1 (0)
  --doubled SHARE   so many arrive twice (0)
  --help            this text

Types: ${[...FIRMWARES.keys()].join(', ')}. Press a button by typing the topic and Enter, cut the power with "off TOPIC":
  devices --url mqtt://127.0.0.1:1883 smartplug=emon/smartplug5304 tasmota=tasmota_wash
`;

/** Reads the command line; undefined means that help was asked for. @throws Error that names the wrong option. */
export function parseDevicesCommandLine(args: readonly string[]): DevicesCommandLine | undefined {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      url: { type: 'string', default: 'mqtt://127.0.0.1:1883' },
      username: text,
      'password-file': text,
      lost: { type: 'string', default: '0' },
      doubled: { type: 'string', default: '0' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return undefined;
  if (positionals.length === 0) throw new Error('name at least one device, as TYPE=TOPIC');
  return {
    url: values.url,
    username: values.username,
    passwordFile: values['password-file'],
    devices: positionals.map(deviceOf),
    lost: share('lost', values.lost),
    doubled: share('doubled', values.doubled),
  };
}

function deviceOf(text: string): SimulatedDevice {
  const [type = '', topic = '', ...more] = text.split('=');
  if (!FIRMWARES.has(type) || topic === '' || more.length > 0) throw new Error(`no device: ${text}; give TYPE=TOPIC`);
  return { type, topic };
}

function share(name: string, text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value <= 1)) throw new Error(`--${name}: a share from 0 to 1, not ${text}`);
  return value;
}
