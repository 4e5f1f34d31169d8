import type { Instant } from '@hub/domain/time';

/** How long the server may let a page wait. */
const PATIENCE_MS = 2_500;
/** After a failure the server is left alone for a moment. */
const PAUSE_S = 30;

interface Answer<T> {
  readonly value: T;
  readonly at: Instant;
}

/**
 * Something that the server says and that stays true for `freshS`. Asked for when somebody wants it and it is stale, once for all
 * who wait; no one waits longer than a moment, and what comes later is there for the next one.
 */
export class TtlCache<T> {
  private answer: Answer<T> | null = null;
  private asked: Promise<void> | null = null;
  private pausedUntil: Instant = -Infinity;

  constructor(
    private readonly fetch: () => Promise<T | undefined>,
    private readonly freshS: number,
    private readonly clock: () => Instant,
  ) {}

  /** Undefined where there is nothing fresh. */
  async get(): Promise<Answer<T> | undefined> {
    const { answer } = this;
    if (answer && this.isFresh(answer)) return answer;
    if (this.clock() >= this.pausedUntil) {
      this.asked ??= this.ask();
      await Promise.race([this.asked, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS).unref())]);
    }
    return this.answer && this.isFresh(this.answer) ? this.answer : undefined;
  }

  /** Another link, another answer. */
  forget(): void {
    this.answer = null;
    this.pausedUntil = -Infinity;
  }

  private async ask(): Promise<void> {
    try {
      const value = await this.fetch();
      if (value !== undefined) this.answer = { value, at: this.clock() };
    } catch {
      // The one who asked says what he rests on instead.
      this.pausedUntil = this.clock() + PAUSE_S;
    } finally {
      this.asked = null;
    }
  }

  private readonly isFresh = ({ at }: Answer<T>): boolean => this.clock() - at < this.freshS;
}
