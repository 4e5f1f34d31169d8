import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { decideLanguage, type PageLanguage } from './language';

const COOKIE = 'hub_language';
const YEAR_S = 365 * 86_400;

/** Brings a person who opens the hub to the pages of the household's language, and remembers another choice. */
export function rememberLanguage(app: NestFastifyApplication, household: PageLanguage): void {
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', async (request, reply) => {
      if (!isForPage(request)) return;
      const { redirectTo, chosen } = decideLanguage(
        {
          path: pathOf(request),
          fromThisHub: isFromThisHub(request),
          remembered: request.cookies[COOKIE],
          acceptLanguage: request.headers['accept-language'],
        },
        household,
      );
      if (chosen !== undefined && chosen !== request.cookies[COOKIE])
        void reply.setCookie(COOKIE, chosen, { path: '/', maxAge: YEAR_S, httpOnly: true, sameSite: 'lax' });
      if (redirectTo !== undefined)
        await reply.header('cache-control', 'no-store').redirect(redirectTo + queryOf(request), 302);
    });
}

/** What the address says of the view: it stays the same in the other language. */
const queryOf = (request: FastifyRequest): string => request.url.slice(pathOf(request).length);

const pathOf = ({ url }: FastifyRequest): string => url.split('?', 1)[0] ?? '';

/** A person with a browser; a program that looks whether the page is there gets what it asked for. */
const isForPage = (request: FastifyRequest): boolean =>
  request.method === 'GET' &&
  (request.headers.accept ?? '').includes('text/html') &&
  !/^\/(?:api|health|emoncms)(?:\/|$)|\.[A-Za-z0-9]+$/.test(pathOf(request));

function isFromThisHub({ headers }: FastifyRequest): boolean {
  const from = headers.referer === undefined ? null : URL.parse(headers.referer);
  return from !== null && from.host === headers.host;
}
