import type { Broker, BrokerMessage, Subscription } from '@hub/adapters/mqtt';
import { observe, type Report } from '@hub/domain/devices';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { BROKER, CLOCK, type Clock } from '../ports/ports';
import { ControlService } from './control.service';
import { DeviceHearing } from './device-hearing';
import { DeviceStore } from './device-store';
import type { HouseDevice } from './house-device';

/** When a device that may have been pressed is asked for its second word. */
const SECOND_WORD_MS = 2_200;
/** No message of a device is longer; a bridge's list of devices is. */
const MAX_BYTES = 1_048_576;

/** Hears the household's devices: one subscription for each of their topics, for as long as one of them needs it. */
@Injectable()
export class DeviceMessagesService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly subscriptions = new Map<string, Subscription>();

  constructor(
    @Inject(BROKER) private readonly broker: Broker,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly store: DeviceStore,
    private readonly control: ControlService,
    private readonly hearing: DeviceHearing,
  ) {}

  onApplicationBootstrap(): void {
    this.store.listChanged.subscribe(() => this.follow());
  }

  onApplicationShutdown(): void {
    for (const subscription of this.subscriptions.values()) subscription.end();
  }

  private follow(): void {
    const wanted = new Set(this.store.all().flatMap(({ type, address }) => type.rights(address).publishes));
    for (const [filter, subscription] of this.subscriptions) {
      if (wanted.has(filter)) continue;
      subscription.end();
      this.subscriptions.delete(filter);
    }
    for (const filter of wanted) {
      if (this.subscriptions.has(filter)) continue;
      const subscription = this.broker.subscribe(filter, (message) => this.take(message));
      subscription.granted.catch(() => undefined);
      this.subscriptions.set(filter, subscription);
    }
    this.control.soon();
  }

  private take({ topic, payload, retained }: BrokerMessage): void {
    if (payload.length > MAX_BYTES) return;
    const message = { topic, text: payload.toString() };
    const now = this.clock();
    for (const device of this.store.all()) {
      this.hearing.bridge(device, message);
      // What the broker kept says nothing about now, and leftovers of a device that is gone would switch others.
      if (retained && device.type.retainsState !== true) continue;
      const said = device.type.decode(message, device.address);
      if (said) this.heard(device, said, now);
    }
  }

  private heard(device: HouseDevice, said: Report, now: number): void {
    const state = observe(device.state, said, this.control.wantedOf(device), now);
    this.store.observed(device.id, state);
    this.hearing.readings(device, said);
    const { state: before } = device;
    if (state.doubt) this.control.soon(SECOND_WORD_MS);
    else if (said.joined === true || state.timer !== before.timer || state.press !== before.press) this.control.soon();
  }
}
