import { type Beacon, broadcastAddresses, openBeacon } from '@hub/adapters/system';
import { isInHouse } from '@hub/domain/access';
import { BEACON_TEXT, beaconTurn, heardHub, type OtherHubs } from '@hub/domain/pairing';
import { PeriodicTask } from '@hub/nest-http';
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Subscription } from 'rxjs';
import type { HubConfig } from '../config/config';
import { DeviceStore } from '../devices/device-store';
import { PairingService } from '../pairing/pairing.service';
import { CLOCK, type Clock, CONFIG } from '../ports/ports';
import { OtherHubsFault } from './other-hubs-fault';

/** Types that listen for a hub. */
const LISTENING: readonly string[] = ['smartplug', 'wifirelay', 'hpmon'];
const EVERY_MS = 60_000;

/** Makes the hub known to plugs of EmonESP, and hears whether there is another. */
@Injectable()
export class BeaconService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('beacon');
  private readonly task = new PeriodicTask(() => this.turn(), { everyMs: EVERY_MS });
  private beacon: Beacon | undefined;
  private windows: Subscription | undefined;
  private others: OtherHubs = new Map();

  constructor(
    private readonly pairing: PairingService,
    private readonly devices: DeviceStore,
    private readonly fault: OtherHubsFault,
    @Inject(CONFIG) private readonly config: HubConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    const { to, port } = this.config.beacon;
    if (to === undefined) return;
    this.beacon = openBeacon({
      port,
      text: BEACON_TEXT,
      onHeard: (address) => this.heard(address),
      onError: (error) => this.logger.warn(`other hubs are not heard: ${error.message}`),
    });
    this.windows = this.pairing.windowChanged.subscribe(() => this.task.soon());
    this.task.start(0);
  }

  async onApplicationShutdown(): Promise<void> {
    this.windows?.unsubscribe();
    await this.task.stop();
    await this.beacon?.close();
  }

  private heard(address: string): void {
    const isNew = !this.others.has(address);
    this.others = heardHub(this.others, address, this.clock());
    if (!isNew) return;
    this.fault.heard([...this.others.keys()]);
    this.task.soon();
  }

  private async turn(): Promise<number> {
    const { toEveryone, nextAfterS } = beaconTurn(this.pairing.isOpen, this.others, this.clock());
    await this.beacon?.send(toEveryone ? this.everyone() : this.ownDevices());
    return nextAfterS * 1_000;
  }

  private everyone(): readonly string[] {
    const { to } = this.config.beacon;
    return to === 'network' || to === undefined ? broadcastAddresses() : [to];
  }

  /** Where the devices say that they are, as far as that is in the house. */
  private ownDevices(): readonly string[] {
    const plugs = this.devices.all().filter(({ typeName }) => LISTENING.includes(typeName));
    return plugs.flatMap(({ state: { ip } }) => (ip !== null && isInHouse(ip, []) ? [ip] : []));
  }
}
