import { DEVICES_EVENT } from '@hub/contracts';
import { Injectable, type MessageEvent, type OnApplicationShutdown, ServiceUnavailableException } from '@nestjs/common';
import {
  defer,
  finalize,
  interval,
  map,
  merge,
  type Observable,
  of,
  share,
  Subject,
  takeUntil,
  throttleTime,
} from 'rxjs';
import { DeviceStore } from './device-store';
import { DevicesService } from './devices.service';

const SHORTEST_GAP_MS = 250;
/** Ages and silences are shown to within this. */
const HEARTBEAT_MS = 10_000;
const MAX_STREAMS = 64;

/** Tells every open page how the devices are: at connect, at each change, and every few seconds. */
@Injectable()
export class DevicesLiveService implements OnApplicationShutdown {
  private streams = 0;
  private readonly over = new Subject<void>();
  private readonly events: Observable<MessageEvent>;

  constructor(
    private readonly devices: DevicesService,
    store: DeviceStore,
  ) {
    this.events = merge(store.listChanged, store.deviceChanged, interval(HEARTBEAT_MS)).pipe(
      throttleTime(SHORTEST_GAP_MS, undefined, { leading: true, trailing: true }),
      map(() => this.event()),
      share(),
    );
  }

  onApplicationShutdown(): void {
    this.over.next();
  }

  open(): Observable<MessageEvent> {
    if (this.streams >= MAX_STREAMS) throw new ServiceUnavailableException('HUB_TOO_MANY_STREAMS');
    return defer(() => {
      this.streams += 1;
      return merge(of(this.event()), this.events);
    }).pipe(
      takeUntil(this.over),
      finalize(() => (this.streams -= 1)),
    );
  }

  private event(): MessageEvent {
    return { type: DEVICES_EVENT, data: JSON.stringify(this.devices.list()) };
  }
}
