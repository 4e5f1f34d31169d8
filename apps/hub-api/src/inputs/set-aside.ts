/** How long a source that could not be registered is left alone. */
const LEFT_ALONE_S = 3600;
/** Sources that are remembered. The oldest is forgotten first: it is tried again, which costs a statement. */
const REMEMBERED = 1_000;

/** Sources that the database refuses, whatever is tried: their readings are refused by name instead of waiting for ever. */
export class SetAside {
  private readonly until = new Map<string, number>();

  add(key: string, nowS: number): void {
    this.until.delete(key);
    if (this.until.size >= REMEMBERED) this.until.delete(this.until.keys().next().value ?? '');
    this.until.set(key, nowS + LEFT_ALONE_S);
  }

  /** Whether a source is to be left alone now. */
  has(key: string, nowS: number): boolean {
    if (this.until.size === 0) return false;
    const until = this.until.get(key);
    if (until === undefined) return false;
    if (until > nowS) return true;
    this.until.delete(key);
    return false;
  }

  get size(): number {
    return this.until.size;
  }
}
