/** Longest row: two numbers of 25 characters and what stands around them. */
const MAX_ROW_BYTES = 64;
const DIGITS_OF_STAMP = 10;
const FIRST_STAMP = 10 ** (DIGITS_OF_STAMP - 1);
const LAST_STAMP = 10 ** DIGITS_OF_STAMP - 1;
const ZERO = 48;

/**
 * Rows as text, written where they are sent from. A text made of pieces would leave several times its own size to be
 * collected, on a hub that has little memory to spare for that.
 */
export class RowBytes {
  readonly #bytes: Buffer;
  #length = 0;

  constructor(rows: number) {
    this.#bytes = Buffer.allocUnsafe(rows * MAX_ROW_BYTES);
  }

  #ascii(text: string): void {
    for (let at = 0; at < text.length; at += 1) this.#bytes[this.#length + at] = text.charCodeAt(at);
    this.#length += text.length;
  }

  byte(code: number): void {
    this.#bytes[this.#length] = code;
    this.#length += 1;
  }

  /** A unix time in seconds: nearly always ten digits. */
  time(time: number): void {
    if (!(time >= FIRST_STAMP && time <= LAST_STAMP) || !Number.isInteger(time)) {
      this.#ascii(String(time));
      return;
    }
    let rest = time;
    for (let at = this.#length + DIGITS_OF_STAMP - 1; at >= this.#length; at -= 1) {
      const tenth = Math.floor(rest / 10);
      this.#bytes[at] = ZERO + rest - tenth * 10;
      rest = tenth;
    }
    this.#length += DIGITS_OF_STAMP;
  }

  /** A finite value as JavaScript writes it; anything else as `missing`. */
  value(value: number, missing: string): void {
    this.#ascii(Number.isFinite(value) ? String(value) : missing);
  }

  take(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }
}
