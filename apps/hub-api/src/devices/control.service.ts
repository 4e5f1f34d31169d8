import type { Broker } from '@hub/adapters/mqtt';
import { goalOf, type Plan, plannedOn, reached, reconcile, type Run, type Wanted } from '@hub/domain/devices';
import { PeriodicTask } from '@hub/nest-http';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { HubConfig } from '../config/config';
import { BROKER, CLOCK, type Clock, CONFIG } from '../ports/ports';
import { ClockTrustService } from './clock-trust.service';
import { DeviceStore } from './device-store';
import type { HouseDevice } from './house-device';
import type { WantedRunsSource } from './wanted-runs';

/** A device that is not as wanted is told again after this; the others are asked once a minute. */
const EVERY_MS = 15_000;
/** What follows one message of a device goes out together. */
const SOON_MS = 200;

/** Sends each device what it misses, again and again. It keeps nothing from one cycle to the next. */
@Injectable()
export class ControlService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly task = new PeriodicTask(() => this.cycle(), { everyMs: EVERY_MS });
  private source: WantedRunsSource | undefined;

  constructor(
    @Inject(BROKER) private readonly broker: Broker,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: HubConfig,
    private readonly store: DeviceStore,
    private readonly clockTrust: ClockTrustService,
  ) {}

  onApplicationBootstrap(): void {
    this.broker.status.subscribe(({ state }) => {
      if (state === 'connected') this.soon();
    });
    this.task.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.task.stop();
  }

  /** Lets schedules say when devices run. */
  follow(source: WantedRunsSource): void {
    this.source = source;
    source.changed.subscribe(() => this.soon());
    this.soon();
  }

  /** Looks at the devices now instead of at the next turn. */
  soon(afterMs = SOON_MS): void {
    this.task.soon(afterMs);
  }

  get clockKnown(): boolean {
    return this.clockTrust.known;
  }

  planOf({ id, override }: HouseDevice): Plan {
    return { override, runs: this.runsOf(id) };
  }

  runsOf(id: number): readonly Run[] | null {
    return this.source?.runs().get(id) ?? null;
  }

  /** Null for a device that is only read, and while the clock is not set. */
  wantedOf(device: HouseDevice): Wanted | null {
    const { control } = device.type;
    return control && this.clockKnown ? { control, plan: this.planOf(device), zone: this.config.timeZone } : null;
  }

  /** What the device should be, and whether it said that it is. */
  standing(device: HouseDevice): { readonly on: boolean | null; readonly confirmed: boolean } {
    const wanted = this.wantedOf(device);
    const goal = wanted && goalOf(wanted.control, wanted.plan, device.state, this.clock(), wanted.zone);
    if (!wanted || !goal) return { on: null, confirmed: false };
    return { on: goal.on, confirmed: reached(device.state, goal, wanted.control) };
  }

  /** Whether a load that the hub switched on is running: a restart would leave it without its end. */
  loadRuns(): boolean {
    const now = this.clock();
    return this.store.all().some((device) => device.state.on !== false && plannedOn(this.planOf(device), now) === true);
  }

  private async cycle(): Promise<undefined> {
    if (!this.broker.connected()) return;
    const moment = { now: this.clock(), clockKnown: this.clockKnown, zone: this.config.timeZone };
    const commands = this.store.all().flatMap((device) => {
      const { control } = device.type;
      const { address, state } = device;
      return control ? reconcile({ control, address, plan: this.planOf(device), state }, moment) : [];
    });
    // They go out in their order, and none waits for another. What cannot be sent now is missed again in the next cycle.
    await Promise.all(
      commands.map(({ topic, payload }) => this.broker.publish(topic, payload, { qos: 0 }).catch(() => undefined)),
    );
  }
}
