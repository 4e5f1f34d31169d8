import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Broker, openBroker } from '@hub/adapters/mqtt';
import type { Services } from '@hub/adapters/services';
import type { FeedData, FeedList, FeedView, Health, InputList, InputView } from '@hub/contracts';
import { waitFor } from '@hub/testing';
import { readConfig } from '../config/config';
import { logInputs } from './logged';
import { sourceOf } from '../history/pulled-series';
import { type Hub, startHub } from '../hub';
import type { Machine } from '../ports/ports';
import type { FakeSeries } from './server/half-hours';
import { CLUB } from './server/fake-community-server';

/** A hub in this process on the services of a suite, with a data folder of its own and a client that may publish anything. */
export class HubFixture {
  private hub: Hub | null = null;

  private constructor(
    private readonly services: Services,
    readonly dir: string,
    readonly publisher: Broker,
    private settings: Readonly<Record<string, string>>,
    private readonly machine: Machine | undefined,
  ) {}

  /** `settings`: further variables of the environment. `machine`: this one unless told. */
  static async start(
    services: Services,
    settings: Readonly<Record<string, string>> = {},
    machine?: Machine,
  ): Promise<HubFixture> {
    const fixture = await HubFixture.prepare(services, settings, machine);
    await fixture.startHub();
    await waitFor(async () => (await fixture.get('/health/ready')).ok, { what: 'a ready hub', timeoutMs: 60_000 });
    return fixture;
  }

  /** Everything but the hub itself. */
  static async prepare(
    services: Services,
    settings: Readonly<Record<string, string>> = {},
    machine?: Machine,
  ): Promise<HubFixture> {
    const dir = await mkdtemp(join(tmpdir(), 'hub-api-'));
    const { username, password } = services.broker.account('tester');
    const url = `mqtt://127.0.0.1:${services.broker.plainPort}`;
    const publisher = openBroker({ url, clientId: `tester-${process.pid}`, username, password });
    await publisher.ready();
    return new HubFixture(services, dir, publisher, settings, machine);
  }

  /** Further variables of the environment, from the next start on. */
  set(settings: Readonly<Record<string, string>>): void {
    this.settings = { ...this.settings, ...settings };
  }

  async startHub(): Promise<void> {
    const { database, redis, broker } = this.services;
    const account = broker.account('hub-api');
    const config = readConfig(
      {
        HUB_HTTP_HOST: '127.0.0.1',
        HUB_HTTP_PORT: '0',
        HUB_DATA_DIR: this.dir,
        HUB_DB_SOCKET: database.socket,
        HUB_DB_USER: database.user,
        HUB_DB_NAME: database.name,
        HUB_REDIS_SOCKET: redis.socket,
        HUB_MQTT_URL: `mqtts://127.0.0.1:${broker.tlsPort}`,
        HUB_MQTT_CA_FILE: broker.caFile,
        HUB_MQTT_USERNAME: account.username,
        HUB_MQTT_PASSWORD_FILE: account.passwordFile,
        HUB_LOG_LEVEL: process.env['HUB_TEST_LOG_LEVEL'] ?? 'fatal',
        ...this.settings,
      },
      'test',
    );
    this.hub = await startHub(config, {}, this.machine);
  }

  /** Puts a file of the hub's data folder there as JSON; the hub must not run. */
  async write(path: string, content: unknown): Promise<void> {
    await writeFile(join(this.dir, path), JSON.stringify(content));
  }

  async stopHub(): Promise<void> {
    await this.hub?.close();
    this.hub = null;
  }

  async stop(): Promise<void> {
    await this.stopHub();
    await this.publisher.close();
    await rm(this.dir, { recursive: true, force: true });
  }

  /** Has inputs of a device logged from their first value on; before the hub has seen them. */
  log(node: string, ...names: string[]): Promise<void> {
    return logInputs(this.services, node, names);
  }

  get url(): string {
    if (!this.hub) throw new Error('the hub does not run');
    return this.hub.url;
  }

  get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    return fetch(this.url + path, { headers });
  }

  async health(): Promise<Health> {
    return (await (await this.get('/health')).json()) as Health;
  }

  async input(node: string, name: string): Promise<InputView | undefined> {
    const { inputs } = (await (await this.get('/api/v1/inputs')).json()) as InputList;
    return inputs.find((input) => input.node === node && input.name === name);
  }

  async feed(tag: string, name: string): Promise<FeedView | undefined> {
    const { feeds } = (await (await this.get('/api/v1/feeds')).json()) as FeedList;
    return feeds.find((feed) => feed.tag === tag && feed.name === name);
  }

  /** What the hub holds of a series that it pulled, as it lies in the feed's file. */
  async bytesOf({ kind, startTime, bytes }: Pick<FakeSeries, 'kind' | 'startTime' | 'bytes'>): Promise<Buffer> {
    const { node, name } = sourceOf(kind, CLUB.key);
    const feed = await this.feed(node, name);
    const end = startTime + (bytes.length / 4 - 1) * 1800;
    const window = `start=${startTime}&end=${end}&interval=original&format=csv`;
    const text = await (await this.get(`/api/v1/feeds/${feed?.id ?? 0}/data?${window}`)).text();
    const rows = text.trim().split('\n').slice(1);
    const values = Float32Array.from(rows, (row) => (row.endsWith(',') ? NaN : Number(row.split(',')[2])));
    return Buffer.from(values.buffer);
  }

  /** Points of a feed that have a value, as `[time, value]`. */
  async points(tag: string, name: string, start: number, end: number): Promise<FeedData['points']> {
    const feed = await this.feed(tag, name);
    if (!feed) return [];
    const answer = await this.get(
      `/api/v1/feeds/${feed.id}/data?start=${start}&end=${end}&interval=original&skipmissing=1`,
    );
    return ((await answer.json()) as FeedData).points;
  }
}

/** Unix seconds on the grid of 10 s feeds, some time ago, so that a series of stamps never runs into the future. */
export const gridTime = (agoS: number): number => Math.floor((Date.now() / 1000 - agoS) / 10) * 10;
