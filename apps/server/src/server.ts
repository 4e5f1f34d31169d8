import 'reflect-metadata';
import type { IncomingMessage } from 'node:http';
import type { ServerOptions } from 'node:https';
import type { CommunityDatabase } from '@hub/adapters/server-database';
import type { FeedStore } from '@hub/domain/series';
import cookie from '@fastify/cookie';
import { conditionalAnswers, correlationIdOf, markRequests, refusals, secureHeaders, serveKiosk } from '@hub/nest-http';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Logger } from 'nestjs-pino';
import { AppModule } from './app.module';
import type { ServerConfig } from './config/config';
import { CycleService } from './cycle/cycle.service';
import { BrokerService } from './fleet/broker.service';
import { FleetService } from './fleet/fleet.service';
import { PROGRAM } from './http/error.filter';
import { hostFault } from './http/own-names';
import { tlsDoor } from './http/tls';
import { DATABASE, FEED_STORE } from './ports/ports';

const MAX_BODY_BYTES = 1_048_576;

/** A community server that runs. */
export interface CommunityServer {
  readonly url: string;
  /** Stops fetching, writes everything that is in memory, and ends. */
  close(): Promise<void>;
}

/** Wires a server; nothing is reached and nothing listens yet. */
export async function createServer(config: ServerConfig, https?: ServerOptions): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: MAX_BODY_BYTES,
    genReqId: (request: IncomingMessage) => correlationIdOf(request),
    forceCloseConnections: true,
    ...refusals(PROGRAM),
    ...(https && { https: { ...https, requireHostHeader: false } }),
  });
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest declares its options as a class and documents literals
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(config), adapter, { bufferLogs: true });
  app.useLogger(app.get(Logger));
  markRequests(app, PROGRAM);
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', (request, _reply, done) => done(hostFault(request, config.http.names)));
  // The bundle of a release is longer than anything that is read as a whole.
  app
    .getHttpAdapter()
    .getInstance()
    .addContentTypeParser('application/octet-stream', (_request, body, done) => done(null, body));
  await secureHeaders(app, https === undefined ? 'sometimes' : 'always');
  await app.register(cookie);
  conditionalAnswers(app);
  await serveKiosk(app, config.kioskDir);
  return app.init();
}

/** Start a server. It serves as soon as its port is open; the database is joined when it appears, and the cycle begins then. */
export async function startServer(config: ServerConfig): Promise<CommunityServer> {
  const door = await tlsDoor(config);
  const app = await createServer(config, door?.options);
  await app.listen({ host: config.http.host, port: config.http.port });
  const renewals = door?.follow(app.getHttpServer());
  renewals?.start();
  app.get(CycleService).start();
  app.get(BrokerService).start();
  app.get(FleetService).start();
  const url = await app.getUrl();
  app.get(Logger).log({ url, version: config.version, startMs: Math.round(performance.now()) }, 'serving');
  return {
    url,
    close: async () => {
      // First the loop, which is what writes; then the doors; then the disk and the database.
      await renewals?.stop();
      await app.get(CycleService).stop();
      await app.get(FleetService).stop();
      await app.get(BrokerService).stop();
      await app.close();
      await app.get<FeedStore>(FEED_STORE).close();
      await app.get<CommunityDatabase>(DATABASE).close();
    },
  };
}
