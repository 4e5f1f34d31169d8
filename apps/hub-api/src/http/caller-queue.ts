import type { EventEmitter } from 'node:events';
import { ApiError } from '@hub/nest-http';
import { HttpStatus } from '@nestjs/common';

export interface QueueLimits {
  /** Requests of one caller that are worked on at once; as many as a browser sends. */
  readonly atOnce: number;
  /** Requests of one caller, and of all, that may wait. */
  readonly waiting: number;
  readonly allWaiting: number;
  /** Streams and uploads last for hours: no request counts as worked on for longer than this. */
  readonly heldMs: number;
}
const LIMITS: QueueLimits = { atOnce: 6, waiting: 128, allWaiting: 1_024, heldMs: 1_000 };

/** A caller's requests: how many are worked on, and what lets the others go on. */
interface Caller {
  active: number;
  readonly waiting: Set<() => void>;
}

/**
 * Takes a few requests of each caller at a time, so that one that floods the hub waits for itself and no other does. A caller is an
 * address, not an IPv6 network: that would be the whole house.
 */
export class CallerQueue {
  private readonly callers = new Map<string, Caller>();
  private waiting = 0;

  constructor(private readonly limits: QueueLimits = LIMITS) {}

  /** Returns when the request's turn has come; never where its connection ends before. @throws ApiError 503 HUB_BUSY */
  async enter({ ip }: { readonly ip: string }, { raw }: { readonly raw: EventEmitter }): Promise<void> {
    const caller = this.callers.get(ip) ?? { active: 0, waiting: new Set() };
    this.callers.set(ip, caller);
    if (caller.active >= this.limits.atOnce) await this.turn(caller, raw);
    caller.active += 1;
    this.leaveLater(ip, caller, raw);
  }

  private async turn(caller: Caller, answer: EventEmitter): Promise<void> {
    if (caller.waiting.size >= this.limits.waiting || this.waiting >= this.limits.allWaiting) throw busy();
    await new Promise<void>((resolve) => {
      const end = (): void => {
        caller.waiting.delete(begin);
        this.waiting -= 1;
      };
      const begin = (): void => {
        answer.off('close', end);
        end();
        resolve();
      };
      answer.once('close', end);
      caller.waiting.add(begin);
      this.waiting += 1;
    });
  }

  private leaveLater(name: string, caller: Caller, answer: EventEmitter): void {
    const leave = (): void => {
      clearTimeout(timer);
      answer.off('close', leave);
      caller.active -= 1;
      // Not at once: what others sent meanwhile is read first.
      setImmediate(() => this.next(name, caller));
    };
    const timer = setTimeout(leave, this.limits.heldMs).unref();
    answer.once('close', leave);
  }

  private next(name: string, caller: Caller): void {
    const [begin] = caller.waiting;
    if (begin !== undefined && caller.active < this.limits.atOnce) begin();
    else if (caller.active === 0 && caller.waiting.size === 0) this.callers.delete(name);
  }
}

const busy = (): ApiError =>
  new ApiError(
    HttpStatus.SERVICE_UNAVAILABLE,
    'HUB_BUSY',
    'This device asks the hub for more than it can answer.',
    'Wait for the answers that are on their way, then try again.',
  );
