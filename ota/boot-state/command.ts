import {
  isBootable,
  isSlot,
  markBad,
  markGood,
  primarySlot,
  setPrimary,
  type MirroredState,
  type Slot,
} from '@hub/domain/update';
import { parseArgs } from 'node:util';
import { OtaError } from '../ota-error';
import { changeState, readAddress, readState } from './sectors';

export const help = `boot-state: read and change which slot the hub starts next

  boot-state print [--json]         the whole state
  boot-state get primary            the slot that would start now
  boot-state get state SLOT         good (may be started) or bad
  boot-state set-primary SLOT       start SLOT next, with few attempts until it is marked good
  boot-state mark good SLOT         SLOT has proved itself: all attempts again
  boot-state mark bad SLOT          do not start SLOT

  SLOT is A or B.
  --device FILE    the whole disk or an image of it (default /dev/hub/disk)
  --config FILE    says in which sectors the state lies (default /usr/lib/cydynni/boot-state.conf)

Each change is one write of one sector.`;

const options = {
  device: { type: 'string', default: '/dev/hub/disk' },
  config: { type: 'string', default: '/usr/lib/cydynni/boot-state.conf' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/** Runs one command; returns what to print. Throws {@link OtaError}, with code `USAGE` when it is not understood. */
export function run(args: readonly string[]): string {
  const { values, positionals } = parse(args);
  if (values.help) return help;
  const address = readAddress(values.config, values.device);
  const [verb, what, name] = positionals;
  switch ([verb, what].join(' ').trim()) {
    case 'print':
      return print(readState(address), values.json);
    case 'get primary':
      return primarySlot(readState(address).state);
    case 'get state':
      return isBootable(readState(address).state, slotNamed(name)) ? 'good' : 'bad';
    case 'mark good':
      changeState(address, (state) => markGood(state, slotNamed(name)));
      return '';
    case 'mark bad':
      changeState(address, (state) => markBad(state, slotNamed(name)));
      return '';
    case `set-primary ${what ?? ''}`:
      changeState(address, (state) => setPrimary(state, slotNamed(what)));
      return '';
    default:
      throw usage(`"${positionals.join(' ')}" is no command`);
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw usage(error instanceof Error ? error.message : String(error));
  }
}

const usage = (what: string): OtaError => new OtaError('USAGE', what, 'See boot-state --help');

function slotNamed(name: string | undefined): Slot {
  if (name !== undefined && isSlot(name)) return name;
  throw usage(`"${name ?? ''}" is no slot`);
}

function print({ state, sequence, lost }: MirroredState, json: boolean): string {
  const primary = primarySlot(state);
  if (json) return JSON.stringify({ ...state, primary, sequence: sequence.toString(), lost });
  const { A, B } = state.attemptsLeft;
  return [
    `starts next  ${primary}`,
    `order        ${state.order.join(' ')}`,
    `attempts     A ${A}, B ${B}`,
    `confirmed    ${state.good ?? 'none yet'}`,
    `started last ${state.last ?? 'unknown'}`,
    `sequence     ${sequence.toString()}${lost ? ' (no copy was readable: these are the defaults)' : ''}`,
  ].join('\n');
}
