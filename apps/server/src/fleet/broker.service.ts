import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Authority } from '@hub/adapters/authority';
import type { CommunityDatabase } from '@hub/adapters/server-database';
import { type Broker, openBroker } from '@hub/adapters/mqtt';
import { type HealthCheck, hubStateTopic, hubTargetTopic, UpdateStatus } from '@hub/contracts';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { skip } from 'rxjs';
import type { ServerConfig } from '../config/config';
import { ownHosts } from '../http/own-hosts';
import { AUTHORITY, CONFIG, DATABASE } from '../ports/ports';
import { SERVER_NAME } from '../server-name';
import { FleetChanged } from './fleet-changed';
import { ReportsService } from './reports.service';

const RETRY_MS = 5000;
const LONGEST_STATE = 65_536;
/** Comes back after everything that the broker kept for us. */
const ECHO = 'server/echo';

/** The hubs' broker: shows them their targets, and hears how they stand. A server without one is asked by HTTPS alone. */
@Injectable()
export class BrokerService {
  private readonly logger = new Logger('broker');
  /** What the broker keeps, by hub. */
  private readonly shown = new Map<string, string>();
  private client: Broker | undefined;
  /** Whether everything that it keeps has been heard. */
  private ready = false;
  /** Why the last connection failed, in the words of the driver. */
  private fault: string | null = null;
  private readonly stopped = new AbortController();

  constructor(
    @Inject(AUTHORITY) private readonly authority: Authority,
    @Inject(DATABASE) private readonly database: CommunityDatabase,
    @Inject(CONFIG) private readonly config: ServerConfig,
    private readonly reports: ReportsService,
    private readonly changed: FleetChanged,
  ) {}

  /** Begins to connect, and never gives up. */
  start(): void {
    if (this.config.broker) void this.connect(this.config.broker.url);
  }

  async stop(): Promise<void> {
    this.stopped.abort();
    await this.client?.close();
  }

  /** Hubs ask by HTTPS while the broker is away: nothing is lost, it only takes longer. */
  check(): HealthCheck {
    if (this.config.broker === undefined || (this.ready && this.client?.connected())) return { status: 'ok' };
    return { status: 'degraded', detail: this.fault ?? 'The broker of the hubs was not reached yet.' };
  }

  /** Makes the broker keep exactly these. Nothing while it is away: it is asked again at the next look. */
  async show(targets: ReadonlyMap<string, string>): Promise<void> {
    const client = this.client;
    if (!this.ready || !client?.connected()) return;
    const differing = [...targets].filter(([id, text]) => this.shown.get(id) !== text);
    const gone = [...this.shown.keys()].filter((id) => !targets.has(id)).map((id) => [id, ''] as const);
    await Promise.all(
      [...differing, ...gone].map(async ([id, text]) => {
        await client.publish(hubTargetTopic(id), text, { retain: true });
        this.note(id, text);
      }),
    );
  }

  private async connect(url: string): Promise<void> {
    const { signal } = this.stopped;
    while (!signal.aborted) {
      try {
        this.client = await this.open(url);
        await this.client.ready();
        await this.listen(this.client);
        return;
      } catch (error) {
        await this.client?.close();
        this.fault = error instanceof Error ? error.message : String(error);
        if (!this.stopped.signal.aborted) this.logger.error(error);
        await delay(RETRY_MS, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  private async open(url: string): Promise<Broker> {
    const files = await this.authority.ownCertificate(SERVER_NAME, ownHosts(this.config));
    const caFile = this.authority.certificateFile;
    const client = openBroker({ url, clientId: SERVER_NAME, caFile, client: files, maxReconnectMs: 30_000 });
    client.status.subscribe(({ detail }) => (this.fault = detail));
    return client;
  }

  private async listen(client: Broker): Promise<void> {
    await client.subscribe(hubStateTopic('+'), ({ topic, payload }) => void this.take(idOf(topic), payload)).granted;
    await client.subscribe(hubTargetTopic('+'), ({ topic, payload }) =>
      this.note(idOf(topic), payload.toString('utf8')),
    ).granted;
    await heardBack(client);
    // It may have lost what it kept while it was away: showing everything again costs less than not knowing.
    client.status.pipe(skip(1)).subscribe(({ state }) => {
      if (state !== 'connected') return;
      this.shown.clear();
      this.changed.notify();
    });
    this.ready = true;
    this.changed.notify();
  }

  private note(id: string, text: string): void {
    if (text === '') this.shown.delete(id);
    else this.shown.set(id, text);
  }

  /** The broker lets a hub write its own topic alone, so the topic says who it is. */
  private async take(id: string, payload: Buffer): Promise<void> {
    try {
      if (payload.length > LONGEST_STATE) throw new Error(`${payload.length} bytes`);
      const status = UpdateStatus.parse(JSON.parse(payload.toString('utf8')));
      const hub = await this.database.hubs.hub(id);
      if (hub) await this.reports.report(hub, status);
    } catch (error) {
      this.logger.warn({ msg: 'a hub said something unreadable', hub: id, error: String(error).slice(0, 300) });
    }
  }
}

/** Resolves when a message of our own came back, and with it everything that was kept before it. */
async function heardBack(client: Broker): Promise<void> {
  const text = randomUUID();
  let heard: () => void = () => undefined;
  const echo = new Promise<void>((resolve) => (heard = resolve));
  const subscription = client.subscribe(ECHO, ({ payload }) => {
    if (payload.toString('utf8') === text) heard();
  });
  await subscription.granted;
  await client.publish(ECHO, text);
  await echo;
  subscription.end();
}

const idOf = (topic: string): string => topic.split('/')[1] ?? '';
