import { Component, computed, inject, signal } from '@angular/core';
import { Icon } from '@hub/ui';
import { FaultNotice } from '../../faults/fault-notice';
import { Task } from '../../form/task';
import { DeviceCard } from '../device-card';
import { DEVICE_FAULTS } from '../device-faults';
import { DeviceDrawing } from '../device-drawing';
import { HouseholdDevices } from '../household-devices';
import { Pairing } from './pairing';
import { RequestItem } from './request-item';
import { requestName } from './request-words';

const MINUTE_S = 60;
const WINDOW_S = 180;
/** From then on the page says what may be wrong. */
const PATIENCE_S = 40;

/** A plug that finds the hub by itself: the window opens, the plug asks, a person allows it, and there it is. */
@Component({
  selector: 'hub-pair-section',
  imports: [DeviceCard, DeviceDrawing, FaultNotice, Icon, RequestItem],
  templateUrl: './pair-section.html',
  styleUrls: ['../../form/form.css', '../../settings/section.css', './pair-section.css'],
})
export class PairSection {
  protected readonly pairing = inject(Pairing);
  private readonly devices = inject(HouseholdDevices);
  protected readonly task = new Task();
  protected readonly faults = DEVICE_FAULTS;
  protected readonly nameOf = requestName;
  /** Devices that were there before; undefined until the window was opened here. */
  private readonly before = signal<ReadonlySet<number> | undefined>(undefined);
  protected readonly fresh = computed(() => {
    const before = this.before();
    return before === undefined ? [] : (this.devices.list() ?? []).filter(({ id }) => !before.has(id));
  });
  protected readonly open = computed(() => this.pairing.secondsLeft() > 0);
  protected readonly clock = computed(() => {
    const left = this.pairing.secondsLeft();
    return `${Math.floor(left / MINUTE_S)}:${String(left % MINUTE_S).padStart(2, '0')}`;
  });
  protected readonly share = computed(() => this.pairing.secondsLeft() / WINDOW_S);
  protected readonly settled = computed(() => this.pairing.requests().filter(({ state }) => state !== 'asking'));
  /** No device has asked for a while. */
  protected readonly quiet = computed(
    () => this.open() && this.pairing.secondsLeft() < WINDOW_S - PATIENCE_S && this.pairing.requests().length === 0,
  );
  /** A plug was allowed and has not come yet; or it came for its login and has not spoken since. */
  protected readonly stuck = computed(() => {
    if (this.fresh().length > 0) return undefined;
    const states = this.settled().map(({ state }) => state);
    return states.includes('paired') ? 'paired' : states.includes('allowed') ? 'allowed' : undefined;
  });
  /** The window was opened here, and not closed by hand since. */
  private readonly listening = signal(false);
  /** The time is over and nothing came of it. */
  protected readonly expired = computed(() => this.listening() && !this.open() && this.fresh().length === 0);

  protected async start(): Promise<void> {
    await this.task.run(async () => {
      const before = new Set(this.devices.list()?.map(({ id }) => id));
      if (!(await this.pairing.open())) return;
      this.before.update((known) => known ?? before);
      this.listening.set(true);
    });
  }

  protected async stop(): Promise<void> {
    this.listening.set(false);
    await this.task.run(() => this.pairing.close());
  }
}
