/** Bytes from `first` to `last`, both included. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/**
 * The one range that a `Range` header asks of `length` bytes. Undefined when there is none, or one that this server may answer in full
 * (several ranges, other units); `unsatisfiable` when it lies beyond the end.
 */
export function byteRange(header: string | undefined, length: number): ByteRange | 'unsatisfiable' | undefined {
  const suffix = /^bytes=-(\d+)$/.exec(header ?? '')?.[1];
  const range = /^bytes=(\d+)-(\d*)$/.exec(header ?? '');
  if (suffix !== undefined) return within(length - Number(suffix), length - 1, length);
  if (range === null) return undefined;
  const first = Number(range[1]);
  const last = range[2] ? Number(range[2]) : Infinity;
  return last < first ? undefined : within(first, last, length);
}

function within(first: number, last: number, length: number): ByteRange | 'unsatisfiable' {
  return first >= length ? 'unsatisfiable' : { first: Math.max(first, 0), last: Math.min(last, length - 1) };
}
