import { SessionCookie } from '@hub/nest-http';
import { SESSION_LASTS_S } from './session.store';

export const sessionCookie = new SessionCookie({
  name: 'hub_session',
  secureName: '__Host-hub_session',
  lastsS: SESSION_LASTS_S,
});
