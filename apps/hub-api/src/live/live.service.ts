import type { Broker } from '@hub/adapters/mqtt';
import { LIVE_EVENT, LIVE_HEARTBEAT_S, type LiveSnapshot, meterNode } from '@hub/contracts';
import { Inject, Injectable, type MessageEvent, type OnApplicationShutdown } from '@nestjs/common';
import { defer, interval, map, merge, type Observable, of, share, throttleTime } from 'rxjs';
import { PriceService } from '../community/price.service';
import type { HubConfig } from '../config/config';
import { InputRegistry } from '../inputs/input-registry';
import { MeterService } from '../metering/meter.service';
import { BROKER, CLOCK, type Clock, CONFIG } from '../ports/ports';
import { snapshotOf } from './snapshot';
import { StreamPool } from './stream-pool';

/** A storm of readings must not become a storm of events: at most this often, the newest always last. */
const SHORTEST_GAP_MS = 100;

/** Collects what a snapshot is made of. */
@Injectable()
export class SnapshotSource {
  constructor(
    private readonly meter: MeterService,
    private readonly registry: InputRegistry,
    private readonly price: PriceService,
    @Inject(CONFIG) private readonly config: HubConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  now(brokerConnected: boolean): LiveSnapshot {
    const meter = this.meter.now;
    return snapshotOf({
      now: this.clock(),
      meter,
      powerFeedId: meter ? (this.registry.find(meterNode(meter.serial), 'power')?.feed?.id ?? null) : null,
      brokerConnected,
      tariff: this.price.now(),
      version: this.config.version,
    });
  }
}

/** The stream of every open page: one snapshot at connect, whenever something of it changes, and every few seconds. */
@Injectable()
export class LiveService implements OnApplicationShutdown {
  private readonly streams = new StreamPool();
  private readonly events: Observable<MessageEvent>;

  constructor(
    private readonly source: SnapshotSource,
    @Inject(BROKER) private readonly broker: Broker,
    meter: MeterService,
    registry: InputRegistry,
    price: PriceService,
  ) {
    const facts = [meter, registry, price].map(({ changed }): Observable<unknown> => changed);
    const occasions = merge(...facts, broker.status, interval(LIVE_HEARTBEAT_S * 1000));
    this.events = occasions.pipe(
      throttleTime(SHORTEST_GAP_MS, undefined, { leading: true, trailing: true }),
      map(() => this.event()),
      share(),
    );
  }

  /** Ends every stream: an open one would keep the server from closing. */
  onApplicationShutdown(): void {
    this.streams.endAll();
  }

  /** `address`: whose stream it is. */
  open(address: string): Observable<MessageEvent> {
    return this.streams.join(
      address,
      defer(() => merge(of(this.event()), this.events)),
    );
  }

  latest(): LiveSnapshot {
    return this.source.now(this.broker.connected());
  }

  private event(): MessageEvent {
    return { type: LIVE_EVENT, data: JSON.stringify(this.latest()) };
  }
}
