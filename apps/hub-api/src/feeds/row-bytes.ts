/** Longest row: two numbers of 25 characters and what stands around them. */
const MAX_ROW_BYTES = 64;
/** A unix time in seconds nearly always has ten digits. Its halves fit the integers of the processor. */
const DIGITS_OF_STAMP = 10;
const DIGITS_OF_HALF = 5;
const HALF = 10 ** DIGITS_OF_HALF;
const FIRST_STAMP = 10 ** (DIGITS_OF_STAMP - 1);
const LAST_STAMP = 10 ** DIGITS_OF_STAMP - 1;
const ZERO = 48;

/** What stands around the numbers of a row, as character codes; -1: nothing. */
export interface RowMarks {
  readonly before: number;
  readonly between: number;
  readonly after: number;
  /** For a value that is not known. */
  readonly missing: string;
}

/**
 * Rows as text, written where they are sent from. A text made of pieces would leave several times its own size to be
 * collected, on a hub that has little memory to spare for that.
 */
export class RowBytes {
  private readonly bytes: Buffer;
  private readonly marks: RowMarks;
  private length = 0;

  constructor(rows: number, marks: RowMarks) {
    this.bytes = Buffer.allocUnsafe(rows * MAX_ROW_BYTES);
    this.marks = marks;
  }

  byte(code: number): void {
    this.bytes[this.length] = code;
    this.length += 1;
  }

  /** A time in unix seconds and a value, each as JavaScript writes it. */
  row(time: number, value: number): void {
    const { before, between, after, missing } = this.marks;
    const bytes = this.bytes;
    let at = this.length;
    if (before >= 0) bytes[at++] = before;
    at = putTime(bytes, at, time);
    bytes[at++] = between;
    at = putText(bytes, at, Number.isFinite(value) ? String(value) : missing);
    bytes[at++] = after;
    this.length = at;
  }

  take(): Buffer {
    return this.bytes.subarray(0, this.length);
  }
}

function putText(bytes: Buffer, at: number, text: string): number {
  for (let index = 0; index < text.length; index += 1) bytes[at + index] = text.charCodeAt(index);
  return at + text.length;
}

function putTime(bytes: Buffer, at: number, time: number): number {
  if (!(time >= FIRST_STAMP && time <= LAST_STAMP) || !Number.isInteger(time)) return putText(bytes, at, String(time));
  const high = Math.floor(time / HALF);
  putHalf(bytes, at, high);
  putHalf(bytes, at + DIGITS_OF_HALF, time - high * HALF);
  return at + DIGITS_OF_STAMP;
}

/** Five digits. `| 0` tells the engine that the numbers are small and whole. */
function putHalf(bytes: Buffer, first: number, half: number): void {
  let rest = half | 0;
  for (let at = first + DIGITS_OF_HALF - 1; at >= first; at -= 1) {
    const tenth = (rest / 10) | 0;
    bytes[at] = ZERO + rest - tenth * 10;
    rest = tenth;
  }
}
