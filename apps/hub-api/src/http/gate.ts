import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AccessGate } from '../access/access-gate.service';
import { AccessSettingsStore } from '../access/access-settings.store';
import { ApiKeysService } from '../access/api-keys.service';
import { OpenRequests } from '../access/open-requests';
import { SessionStore } from '../access/session.store';
import { type Clock, CLOCK } from '../ports/ports';
import { BodyWatch } from './body-watch';
import { CallerQueue } from './caller-queue';
import { expectKeyFirst } from './key-first';

/** Headers of a request must be there within this time. */
const HEADERS_MS = 15_000;
/** The gate's watchers and a file's stream wait for the end of one answer; Node takes more than ten of them for a leak and says so each time. */
const WATCHERS_PER_ANSWER = 20;

/** Everything that a request has to pass before anything of its body is read. */
export function gateRequests(app: NestFastifyApplication): void {
  const [gate, keys] = [app.get(AccessGate), app.get(ApiKeysService)];
  const [queue, bodies] = [new CallerQueue(), new BodyWatch()];
  const open = new OpenRequests((request) => gate.readmit(request), app.get<Clock>(CLOCK));
  open.lookAfter(app.get(SessionStore).ended, app.get(AccessSettingsStore).changed);
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', async (request, reply) => {
      reply.raw.setMaxListeners(WATCHERS_PER_ANSWER);
      await queue.enter(request, reply);
      open.add(request, reply, await gate.admit(request));
      await expectKeyFirst(request, keys);
      bodies.take(request, reply);
    });
  Object.assign(app.getHttpServer(), { headersTimeout: HEADERS_MS });
}
