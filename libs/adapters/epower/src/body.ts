import { tooLarge } from './epower-error';

/** The text of an answer, read piece by piece: no longer than `mostBytes`, whatever its length says. */
export async function textOf(response: Response, mostBytes: number): Promise<string> {
  const told = Number(response.headers.get('content-length') ?? 0);
  if (told > mostBytes) {
    await response.body?.cancel();
    throw tooLarge(mostBytes);
  }
  const pieces: Uint8Array[] = [];
  let length = 0;
  const body: AsyncIterable<Uint8Array> | Iterable<Uint8Array> = response.body ?? [];
  for await (const piece of body) {
    length += piece.length;
    // Leaving the loop ends the connection.
    if (length > mostBytes) throw tooLarge(mostBytes);
    pieces.push(piece);
  }
  return new TextDecoder().decode(Buffer.concat(pieces, length));
}

/** Seconds that `Retry-After` asks to wait: a number or a date. Undefined where it says neither. */
export function retryAfterS(header: string | null, nowMs: number): number | undefined {
  if (header === null) return undefined;
  if (/^\s*\d{1,9}\s*$/.test(header)) return Number(header);
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - nowMs) / 1000));
}
