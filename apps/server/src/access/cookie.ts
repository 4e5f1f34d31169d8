import type { FastifyReply, FastifyRequest } from 'fastify';

const NAME = 'server_session';
export const SESSION_LASTS_S = 30 * 86_400;

/** What is needed of an answer. */
export type CookieJar = Pick<FastifyReply, 'setCookie' | 'clearCookie' | 'request'>;

const attributes = (reply: CookieJar) =>
  ({ path: '/', httpOnly: true, sameSite: 'strict', secure: reply.request.protocol === 'https' }) as const;

/** Without the plugin for cookies there is none. */
export const sessionOf = (request: FastifyRequest): string | undefined =>
  (request.cookies as FastifyRequest['cookies'] | undefined)?.[NAME];

export const setSessionCookie = (reply: CookieJar, token: string): void => {
  void reply.setCookie(NAME, token, { ...attributes(reply), maxAge: SESSION_LASTS_S });
};

export const clearSessionCookie = (reply: CookieJar): void => {
  void reply.clearCookie(NAME, attributes(reply));
};
