import type {} from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** What is needed of a request and of its answer. */
export type WithCookies = Pick<FastifyRequest, 'cookies' | 'protocol'>;
export type CookieJar = Pick<FastifyReply, 'setCookie' | 'clearCookie' | 'request'>;

export interface SessionCookieOptions {
  readonly name: string;
  /**
   * Its name over TLS, where the page answers with and without. A browser lets no plain page replace a cookie that came over
   * TLS, so one name for both would keep people from signing in.
   */
  readonly secureName?: string;
  readonly lastsS: number;
}

/** The cookie of who is signed in: for this program's own pages alone, and over TLS alone where it was set over TLS. */
export class SessionCookie {
  constructor(private readonly options: SessionCookieOptions) {}

  /** Undefined too where no cookies are read. */
  read(request: WithCookies): string | undefined {
    return (request.cookies as WithCookies['cookies'] | undefined)?.[this.nameFor(request)];
  }

  set(reply: CookieJar, token: string): void {
    void reply.setCookie(this.nameFor(reply.request), token, { ...attributes(reply), maxAge: this.options.lastsS });
  }

  clear(reply: CookieJar): void {
    void reply.clearCookie(this.nameFor(reply.request), attributes(reply));
  }

  private nameFor({ protocol }: Pick<FastifyRequest, 'protocol'>): string {
    const { name, secureName = name } = this.options;
    return protocol === 'https' ? secureName : name;
  }
}

const attributes = ({ request }: CookieJar) =>
  ({ path: '/', httpOnly: true, sameSite: 'strict', secure: request.protocol === 'https' }) as const;
