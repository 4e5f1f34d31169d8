import type { FastifyReply, FastifyRequest } from 'fastify';
import { SESSION_LASTS_S } from './session.store';

const NAME = 'hub_session';

/** Not `Secure`: in the house the page comes over plain HTTP. */
const ATTRIBUTES = { path: '/', httpOnly: true, sameSite: 'strict' } as const;

/** What is needed of a request and of its answer. */
export type WithCookies = Pick<FastifyRequest, 'cookies'>;
export type CookieJar = Pick<FastifyReply, 'setCookie' | 'clearCookie'>;

export const tokenOf = (request: WithCookies): string | undefined => request.cookies[NAME];

export const setSessionCookie = (reply: CookieJar, token: string): void => {
  void reply.setCookie(NAME, token, { ...ATTRIBUTES, maxAge: SESSION_LASTS_S });
};

export const clearSessionCookie = (reply: CookieJar): void => {
  void reply.clearCookie(NAME, ATTRIBUTES);
};
