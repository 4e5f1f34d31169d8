import { inject, Injectable, signal } from '@angular/core';
import { BROWSER_EDGE, type HttpAnswer } from '../live/browser-edge';
import { type ClockMark } from '../live/hub-time';
import { HubFault, refusalOf } from './fault';

/** What a parsed answer is read with: a zod schema of the contracts. */
export interface Shape<T> {
  safeParse(body: unknown): { readonly success: true; readonly data: T } | { readonly success: false };
}

const UNAUTHORIZED = 401;

export type Verb = 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Calls of the hub's API, below `/api/v1`. Every call resolves with the parsed answer or rejects with a `HubFault`. */
@Injectable({ providedIn: 'root' })
export class HubApi {
  private readonly edge = inject(BROWSER_EDGE);
  private readonly mark = signal<ClockMark | undefined>(undefined);
  private readonly unknownCallCount = signal(0);
  /** Calls that were refused because no one is signed in, counted. */
  readonly unknownCalls = this.unknownCallCount.asReadonly();
  /** The clock of the last answer's sender, by the `Date` of the answer. */
  readonly clock = this.mark.asReadonly();

  async get<T>(path: string, shape: Shape<T>, signal = new AbortController().signal): Promise<T> {
    return read(shape, await this.call(this.edge.request({ method: 'GET', url: urlOf(path), signal })));
  }

  /** Changes something. `body` goes as JSON. */
  async send<T>(verb: Verb, path: string, shape: Shape<T>, body?: unknown): Promise<T> {
    const { signal } = new AbortController();
    return read(shape, await this.call(this.edge.request({ method: verb, url: urlOf(path), body, signal })));
  }

  /** Sends a file as it is and tells how much of it has gone (0–1). */
  async upload<T>(path: string, shape: Shape<T>, file: Blob, sent: (share: number) => void): Promise<T> {
    return read(shape, await this.call(this.edge.upload(urlOf(path), file, sent)));
  }

  /** Has the browser keep what this answers as a file. */
  download(path: string): void {
    this.edge.download(urlOf(path));
  }

  private async call(asked: Promise<HttpAnswer>): Promise<HttpAnswer> {
    let answer: HttpAnswer;
    try {
      answer = await asked;
    } catch {
      throw new HubFault({ kind: 'network' });
    }
    if (answer.dateMs !== undefined) this.mark.set({ serverTimeS: answer.dateMs / 1_000, at: this.edge.now() });
    if (answer.status === UNAUTHORIZED) this.unknownCallCount.update((count) => count + 1);
    if (answer.status < 200 || answer.status > 299) throw new HubFault(refusalOf(answer.status, answer.body));
    return answer;
  }
}

/** For answers whose body says nothing more than that it worked. */
export const ANYTHING: Shape<unknown> = { safeParse: (data) => ({ success: true, data }) };

function read<T>(shape: Shape<T>, { body }: HttpAnswer): T {
  const parsed = shape.safeParse(body);
  if (!parsed.success) throw new HubFault({ kind: 'unreadable' });
  return parsed.data;
}

function urlOf(path: string): string {
  return `/api/v1/${path}`;
}
