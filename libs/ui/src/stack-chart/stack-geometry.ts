import { type PartKind, partKind } from '../names/part';
import { linear, niceTicks } from '../scale/scale';
import { type Stack, totalOf } from './stack';

export interface StackRequest {
  readonly stacks: readonly Stack[];
  /** Text of a value on the axis. */
  readonly tick: (value: number) => string;
  readonly width: number;
  readonly height: number;
  readonly letter: number;
}

/** A drawn piece, pixels. */
export interface Piece {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly kind: PartKind;
  readonly estimated: boolean;
}

export interface StackGeometry {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly pieces: readonly Piece[];
  readonly gaps: readonly { readonly x: number; readonly width: number }[];
  readonly valueMarks: readonly { readonly at: number; readonly text: string }[];
  readonly labels: readonly { readonly at: number; readonly text: string }[];
}

const STEPS = 4;
const DIGIT = 0.62;
const LABEL_HEIGHT = 2;
/** Share of a column's room that stays empty. */
const AIR = 0.18;

/** Lays columns out from zero up. */
export function layOutStacks({ stacks, tick, width, height, letter }: StackRequest): StackGeometry {
  const largest = Math.max(0, ...stacks.map(totalOf));
  const ticks = niceTicks(0, largest > 0 ? largest : 1, STEPS);
  const texts = ticks.map(tick);
  const left = (Math.max(...texts.map((text) => text.length)) + 1) * DIGIT * letter;
  const right = width;
  // Above the topmost mark the axis says what it counts.
  const top = letter * 1.6;
  const bottom = height - LABEL_HEIGHT * letter;
  const y = linear(0, ticks.at(-1) ?? 1, bottom, top);
  const room = (right - left) / Math.max(1, stacks.length);
  return {
    left,
    right,
    top,
    bottom,
    pieces: stacks.flatMap((stack, index) => pieces(stack, left + (index + AIR / 2) * room, room * (1 - AIR), y)),
    gaps: stacks.flatMap(({ state }, index) =>
      state === 'missing' || state === 'partial' ? [{ x: left + index * room, width: room }] : [],
    ),
    valueMarks: ticks.map((value, index) => ({ at: y(value), text: texts[index] ?? '' })),
    labels: labelsOf(stacks, left, room, letter),
  };
}

function pieces(stack: Stack, x: number, width: number, y: (value: number) => number): readonly Piece[] {
  let below = 0;
  return stack.parts.flatMap(({ name, value }) => {
    const [low, high] = [y(below), y(below + value)];
    below += value;
    const piece = {
      x,
      y: high,
      width,
      height: low - high,
      kind: partKind(name),
      estimated: stack.state === 'estimated',
    };
    return value > 0 ? [piece] : [];
  });
}

/** As many labels as fit, at even distances. */
function labelsOf(stacks: readonly Stack[], left: number, room: number, letter: number): StackGeometry['labels'] {
  const widest = Math.max(1, ...stacks.map(({ label }) => label.length)) + 1.5;
  const named = stacks.flatMap(({ label }, index) => (label === '' ? [] : [{ label, index }]));
  const apart = named.length > 1 ? ((named[1]?.index ?? 1) - (named[0]?.index ?? 0)) * room : Infinity;
  const every = Math.max(1, Math.ceil((widest * DIGIT * letter) / apart));
  return named
    .filter((_, order) => order % every === 0)
    .map(({ label, index }) => ({ at: left + (index + 0.5) * room, text: label }));
}
