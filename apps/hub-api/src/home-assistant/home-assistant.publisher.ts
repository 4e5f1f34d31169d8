import type { Broker } from '@hub/adapters/mqtt';
import { PeriodicTask } from '@hub/nest-http';
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { ControlService } from '../devices/control.service';
import { DeviceStore } from '../devices/device-store';
import { BROKER, CLOCK, type Clock } from '../ports/ports';
import { discovery } from './discovery';
import { HomeSource, HubDescription } from './home-source';
import { HomeAssistantStore } from './home-assistant.store';
import { states } from './states';
import type { RetainedMessage } from './topics';

const EVERY_MS = 60_000;

/** Devices with their plans, for who looks at them from outside. */
@Injectable()
export class PlannedDevices {
  constructor(
    private readonly store: DeviceStore,
    private readonly control: ControlService,
  ) {}

  all() {
    const switched = this.store.all().filter(({ type }) => type.control !== undefined);
    return switched.map(({ id, name }) => ({ id, name, runs: this.control.runsOf(id) ?? [] }));
  }
}

/** What Home Assistant is told about. */
@Injectable()
export class HomeAssistantContent {
  constructor(
    readonly hub: HubDescription,
    readonly devices: PlannedDevices,
  ) {}
}

/** Says once a minute how the household stands, as messages that the broker keeps; what is over is taken away. */
@Injectable()
export class HomeAssistantPublisher implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('home-assistant');
  private readonly task = new PeriodicTask(() => this.turn(), {
    everyMs: EVERY_MS,
    onError: (error) => this.logger.warn(`not said: ${String(error)}`),
  });
  private kept: ReadonlySet<string> = new Set();

  constructor(
    @Inject(BROKER) private readonly broker: Broker,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly settings: HomeAssistantStore,
    private readonly source: HomeSource,
    private readonly content: HomeAssistantContent,
  ) {}

  onApplicationBootstrap(): void {
    this.task.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.task.stop();
  }

  /** After something was chosen. */
  soon(): void {
    this.task.soon();
  }

  private async turn(): Promise<undefined> {
    if (!this.broker.connected()) return;
    const messages = this.settings.now.enabled ? await this.messages() : [];
    for (const { topic, payload } of messages) await this.broker.publish(topic, payload, { retain: true });
    const topics = new Set(messages.map(({ topic }) => topic));
    for (const topic of this.kept) if (!topics.has(topic)) await this.broker.publish(topic, '', { retain: true });
    this.kept = topics;
  }

  private async messages(): Promise<readonly RetainedMessage[]> {
    const plans = this.content.devices.all();
    const home = await this.source.at(this.clock());
    return [...discovery(await this.content.hub.now(), plans), ...states({ ...home, plans })];
  }
}
