import type { FastifyReply, FastifyRequest } from 'fastify';
import { merge, type Observable } from 'rxjs';

/** An answer that has not begun when a right ends may be the one that ends it: it gets this long to be sent. */
const ANSWER_MS = 500;
const LONGEST_TIMER_MS = 2_147_483_647;

/** What decides whether a request may go on, and until when (unix seconds; null: no end). It throws when it may not. */
type Admit = (request: FastifyRequest) => Promise<number | null>;

/**
 * Requests whose answer is not over, such as event streams and long downloads. When rights may have ended they are looked
 * at again, and what may no longer go on is cut.
 */
export class OpenRequests {
  private readonly open = new Map<FastifyRequest, FastifyReply>();

  constructor(
    private readonly admit: Admit,
    private readonly clock: () => number,
  ) {}

  /** `endings`: each emits after rights may have ended. */
  lookAfter(...endings: readonly Observable<unknown>[]): void {
    merge(...endings).subscribe(() => {
      void this.look(({ raw }) => raw.headersSent);
      setTimeout(() => void this.look(() => true), ANSWER_MS).unref();
    });
  }

  /** `until`: when the right to this ends by itself; null: with no account's end. */
  add(request: FastifyRequest, reply: FastifyReply, until: number | null): void {
    this.open.set(request, reply);
    const timer = until === null ? undefined : this.at(until, () => cut(request));
    reply.raw.once('close', () => {
      clearTimeout(timer);
      this.open.delete(request);
    });
  }

  private async look(isMeant: (reply: FastifyReply) => boolean): Promise<void> {
    const meant = [...this.open].filter(([, reply]) => isMeant(reply));
    await Promise.all(meant.map(([request]) => this.admit(request).catch(() => cut(request))));
  }

  private at(until: number, run: () => void): NodeJS.Timeout {
    const delayMs = Math.min(Math.max(0, (until - this.clock()) * 1_000), LONGEST_TIMER_MS);
    return setTimeout(run, delayMs).unref();
  }
}

const cut = ({ raw }: FastifyRequest): void => {
  raw.socket.destroy();
};
