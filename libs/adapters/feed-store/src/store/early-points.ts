import type { Feed } from '../feed/feed';
import type { EarlyHooks, Engine } from './engine';
import { takeEarly } from './reshape';

/** Points before the first come in crowds: their feed is written once for all that come within this time. */
const CROWD_MS = 250;

/** Puts points that came before the first of their feeds in their place: soon, and before anybody looks or relies on it. */
export class EarlyPoints implements EarlyHooks {
  private readonly waiting = new Set<number>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly engine: Engine,
    private readonly report: (error: unknown) => void,
  ) {}

  early({ id }: Feed): void {
    this.waiting.add(id);
    this.timer ??= setTimeout(() => void this.take().catch(this.report), CROWD_MS).unref();
  }

  async beforeFlush(): Promise<void> {
    if (this.waiting.size > 0) await this.take();
  }

  /** The feed has all its points in place. */
  async settled(id: number): Promise<void> {
    if (this.waiting.has(id)) await this.take();
  }

  private take(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    return this.engine.inTurn(() => {
      for (const id of [...this.waiting]) {
        const feed = this.engine.feeds.get(id);
        if (feed) takeEarly(this.engine, feed);
        this.waiting.delete(id);
      }
    });
  }
}
