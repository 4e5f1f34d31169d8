import { decodeBlock, encodeBlock, type Environment } from './environment-block';
import { readHexadecimal, writeHexadecimal } from './hexadecimal';
import { isSlot, slots, type Slot } from './slot';

/** What `image/boot-script/hub.cmd` decides by: which slot to try first, and how often each may still be tried. */
export interface BootState {
  /** Known slots, most wanted first. A slot that is not listed is never tried by its counter. */
  readonly order: readonly Slot[];
  readonly attemptsLeft: Readonly<Record<Slot, number>>;
  /** Last confirmed by the running system. */
  readonly good: Slot | undefined;
  /** Started last by its counter, and started last in rescue. The boot script writes these; kept as they are here. */
  readonly last: Slot | undefined;
  readonly rescued: Slot | undefined;
}

/** Both copies read together. The copy that is older, torn or blank is the one to overwrite next. */
export interface MirroredState {
  readonly state: BootState;
  /** Grows by one with each write. 0 when no copy could be read. */
  readonly sequence: bigint;
  /** Neither copy was readable: `state` is the default. */
  readonly lost: boolean;
  readonly writeTo: 0 | 1;
}

/** Attempts of a slot that has proved itself, and of one that was just written (appliance §6.6). */
export const CONFIRMED_ATTEMPTS = 3;
export const FRESH_ATTEMPTS = 2;

export const defaultBootState: BootState = {
  order: ['A', 'B'],
  attemptsLeft: { A: CONFIRMED_ATTEMPTS, B: CONFIRMED_ATTEMPTS },
  good: undefined,
  last: undefined,
  rescued: undefined,
};

/** More than this is not a count anyone wrote; the boot script would take it as "may be tried" all the same. */
const MOST_ATTEMPTS = 0xffn;

function attempts(text: string | undefined): number {
  if (text === undefined) return CONFIRMED_ATTEMPTS;
  const value = readHexadecimal(text);
  return Number(value > MOST_ATTEMPTS ? MOST_ATTEMPTS : value);
}

/** The boot script sets the defaults first: what a copy does not name keeps them. */
function bootStateOf(variables: Environment): BootState {
  const named = (variables.get('BOOT_ORDER') ?? 'A B').split(' ').filter(isSlot);
  const slotIn = (name: string): Slot | undefined => slots.find((slot) => slot === variables.get(name));
  return {
    order: [...new Set(named)],
    attemptsLeft: { A: attempts(variables.get('BOOT_A_LEFT')), B: attempts(variables.get('BOOT_B_LEFT')) },
    good: slotIn('BOOT_GOOD'),
    last: slotIn('BOOT_LAST'),
    rescued: slotIn('BOOT_RESCUE'),
  };
}

/** A copy counts when its checksum holds and its sequence is above 0: exactly the boot script's test. */
function readCopy(block: Uint8Array): { variables: Environment; sequence: bigint } | undefined {
  const variables = decodeBlock(block);
  if (!variables) return undefined;
  const sequence = readHexadecimal(variables.get('BOOT_SEQ'));
  return sequence > 0n ? { variables, sequence } : undefined;
}

/** Reads both copies: the newer readable one counts; with equal sequences the first; with none the default. */
export function readMirrored(first: Uint8Array, second: Uint8Array): MirroredState {
  const copies = [readCopy(first), readCopy(second)] as const;
  const sequences = copies.map((copy) => copy?.sequence ?? 0n) as [bigint, bigint];
  const newest = sequences[1] > sequences[0] ? 1 : 0;
  const copy = copies[newest];
  if (!copy) return { state: defaultBootState, sequence: 0n, lost: true, writeTo: 1 };
  return {
    state: bootStateOf(copy.variables),
    sequence: copy.sequence,
    lost: false,
    writeTo: newest === 0 ? 1 : 0,
  };
}

/** The one sector to write so that `state` becomes the newest; the copy that holds the present state stays untouched. */
export function nextWrite(mirrored: MirroredState, state: BootState): { copy: 0 | 1; block: Uint8Array<ArrayBuffer> } {
  const variables = new Map([
    ['BOOT_SEQ', writeHexadecimal(mirrored.sequence + 1n)],
    ['BOOT_ORDER', state.order.join(' ')],
    ...slots.map((slot): [string, string] => [`BOOT_${slot}_LEFT`, writeHexadecimal(state.attemptsLeft[slot])]),
    ...named('BOOT_GOOD', state.good),
    ...named('BOOT_LAST', state.last),
    ...named('BOOT_RESCUE', state.rescued),
  ]);
  return { copy: mirrored.writeTo, block: encodeBlock(variables) };
}

/** U-Boot leaves variables without a value out. */
const named = (name: string, slot: Slot | undefined): [string, string][] => (slot ? [[name, slot]] : []);
