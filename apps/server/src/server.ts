import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import type { ServerOptions } from 'node:https';
import { openAuthority } from '@hub/adapters/authority';
import type { CommunityDatabase } from '@hub/adapters/server-database';
import type { FeedStore } from '@hub/domain/series';
import cookie from '@fastify/cookie';
import { CORRELATION_HEADER, correlationIdOf, secureHeaders, serveKiosk } from '@hub/nest-http';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Logger } from 'nestjs-pino';
import { AppModule } from './app.module';
import type { ServerConfig } from './config/config';
import { CycleService } from './cycle/cycle.service';
import { BrokerService } from './fleet/broker.service';
import { FleetService } from './fleet/fleet.service';
import { DATABASE, FEED_STORE } from './ports/ports';
import { AUTHORITY_NAME } from './ports/ports.module';
import { SERVER_NAME } from './server-name';

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
    ...(https && { https }),
  });
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest declares its options as a class and documents literals
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(config), adapter, { bufferLogs: true });
  app.useLogger(app.get(Logger));
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', (request, reply, done) => {
      request.raw.id = request.id;
      void reply.header(CORRELATION_HEADER, request.id);
      done();
    });
  // The bundle of a release is longer than anything that is read as a whole.
  app
    .getHttpAdapter()
    .getInstance()
    .addContentTypeParser('application/octet-stream', (_request, body, done) => done(null, body));
  await secureHeaders(app, https === undefined ? 'sometimes' : 'always');
  await app.register(cookie);
  await serveKiosk(app, config.kioskDir);
  return app.init();
}

/**
 * Everybody may connect; who shows a certificate is known by it. It is not refused at once when it is wrong, so that the hub can be told
 * what is wrong with it.
 */
async function httpsOptions({ tls, authority: { dir } }: ServerConfig): Promise<ServerOptions | undefined> {
  if (tls === undefined) return undefined;
  const authority = await openAuthority(dir, AUTHORITY_NAME);
  const { keyFile, certFile } = 'hosts' in tls ? await authority.ownCertificate(SERVER_NAME, tls.hosts) : tls;
  return {
    key: readFileSync(keyFile),
    cert: readFileSync(certFile),
    ca: authority.certificate,
    requestCert: true,
    rejectUnauthorized: false,
    minVersion: 'TLSv1.2',
  };
}

/** Start a server. It serves as soon as its port is open; the database is joined when it appears, and the cycle begins then. */
export async function startServer(config: ServerConfig): Promise<CommunityServer> {
  const app = await createServer(config, await httpsOptions(config));
  await app.listen({ host: config.http.host, port: config.http.port });
  app.get(CycleService).start();
  app.get(BrokerService).start();
  app.get(FleetService).start();
  const url = await app.getUrl();
  app.get(Logger).log({ url, version: config.version, startMs: Math.round(performance.now()) }, 'serving');
  return {
    url,
    close: async () => {
      // First the loop, which is what writes; then the doors; then the disk and the database.
      await app.get(CycleService).stop();
      await app.get(FleetService).stop();
      await app.get(BrokerService).stop();
      await app.close();
      await app.get<FeedStore>(FEED_STORE).close();
      await app.get<CommunityDatabase>(DATABASE).close();
    },
  };
}
