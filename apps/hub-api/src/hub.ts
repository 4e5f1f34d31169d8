import 'reflect-metadata';
import type { IncomingMessage } from 'node:http';
import cookie from '@fastify/cookie';
import type { Database } from '@hub/adapters/hub-database';
import type { Broker, BrokerMessage } from '@hub/adapters/mqtt';
import type { Cache } from '@hub/adapters/redis';
import { type Notifier, systemClock, systemUptimeS } from '@hub/adapters/system';
import { TOPIC_FILTERS } from '@hub/contracts';
import type { FeedStore } from '@hub/domain/series';
import { correlationIdOf, markRequests, refusals, secureHeaders, serveKiosk } from '@hub/nest-http';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Logger } from 'nestjs-pino';
import { AppModule } from './app.module';
import { sayBrokerStatus } from './broker/broker-log';
import { BrokerTransport } from './broker/broker-transport';
import type { HubConfig } from './config/config';
import { emoncmsAddress } from './emoncms/http-request';
import { takeRawBodies } from './emoncms/raw-bodies';
import { WatchdogService } from './health/watchdog.service';
import { PROGRAM } from './http/error.filter';
import { gateRequests } from './http/gate';
import { InputsMessagesController } from './inputs/inputs-messages.controller';
import { rememberLanguage } from './language/remember-language';
import { BROKER, CACHE, DATABASE, FEED_STORE, type Machine, NOTIFIER } from './ports/ports';
import { SecurePage } from './secure-page/secure-page.service';
import { streamBytes } from './update/octet-stream';

/** Requests carry no more than a settings form. */
const MAX_BODY_BYTES = 1_048_576;

const MACHINE_ITSELF: Machine = { now: systemClock, uptimeS: systemUptimeS };

/** A hub that runs. */
export interface Hub {
  /** Where its page answers. */
  readonly url: string;
  /** Stops taking readings, writes everything that is in memory, and ends. */
  close(): Promise<void>;
}

/** Wires a hub; nothing is reached and nothing listens yet. */
export async function createHub(config: HubConfig, machine: Machine = MACHINE_ITSELF): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: MAX_BODY_BYTES,
    rewriteUrl: ({ url = '/' }) => emoncmsAddress(url) ?? url,
    genReqId: (request: IncomingMessage) => correlationIdOf(request),
    forceCloseConnections: true,
    ...refusals(PROGRAM),
  });
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest declares its options as a class and documents literals
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(config, machine), adapter, {
    bufferLogs: true,
  });
  app.useLogger(app.get(Logger));
  markRequests(app, PROGRAM);
  return app;
}

/**
 * Starts a hub. It serves as soon as its port is open; broker, database and Redis are joined as they appear, in any
 * order, and the deep health says which of them it is waiting for. `note`: what else to say of the start in the log.
 */
export async function startHub(config: HubConfig, note: object = {}, machine?: Machine): Promise<Hub> {
  const app = await createHub(config, machine);
  await secureHeaders(app, 'sometimes');
  await app.register(cookie);
  gateRequests(app);
  streamBytes(app);
  rememberLanguage(app, config.locale);
  takeRawBodies(app);
  const logger = app.get(Logger);
  if (!(await serveKiosk(app, config.kioskDir)))
    logger.warn(`no kiosk is served: HUB_KIOSK_DIR=${config.kioskDir ?? ''}`);
  const broker = app.get<Broker>(BROKER);
  sayBrokerStatus(broker);
  const inputs = app.get(InputsMessagesController);
  const direct = new Map(
    TOPIC_FILTERS.emoncms.map((filter) => [filter, (message: BrokerMessage) => inputs.reading(message)]),
  );
  app.connectMicroservice({ strategy: new BrokerTransport(broker, direct) });
  await app.listen({ host: config.http.host, port: config.http.port });
  app.get<Database>(DATABASE).start();
  app.get<Cache>(CACHE).start();
  await app.startAllMicroservices();
  await app.get(SecurePage).serve(app.getHttpServer());
  const url = await app.getUrl();
  app.get(WatchdogService).ready(url);
  logger.log({ url, version: config.version, startMs: Math.round(performance.now()), ...note }, 'serving');
  return { url, close: () => closeHub(app) };
}

/** First nothing new comes in, then what waits is written, then the places it is written to are closed. */
async function closeHub(app: NestFastifyApplication): Promise<void> {
  const [broker, feeds, cache, database, notifier] = [
    app.get<Broker>(BROKER),
    app.get<FeedStore>(FEED_STORE),
    app.get<Cache>(CACHE),
    app.get<Database>(DATABASE),
    app.get<Notifier>(NOTIFIER),
  ];
  notifier.stopping();
  await broker.close();
  await app.close();
  await feeds.close();
  await Promise.allSettled([cache.close(), database.close(), notifier.close()]);
}
