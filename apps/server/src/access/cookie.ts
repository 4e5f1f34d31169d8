import { SessionCookie } from '@hub/nest-http';

export const SESSION_LASTS_S = 30 * 86_400;

export const sessionCookie = new SessionCookie({ name: 'server_session', lastsS: SESSION_LASTS_S });
