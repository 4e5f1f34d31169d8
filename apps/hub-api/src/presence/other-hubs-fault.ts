import { networkAddresses } from '@hub/adapters/system';
import { Injectable } from '@nestjs/common';
import { CurrentFaults } from '../device/current-faults';
import type { OwnName } from './own-name';

/** Says on the page that there is another hub in the network, and by what name this one is reached. */
@Injectable()
export class OtherHubsFault {
  private name: string | null = null;
  private byName: readonly string[] = [];
  private byBeacon: readonly string[] = [];

  constructor(private readonly faults: CurrentFaults) {}

  named({ name, others }: OwnName): void {
    [this.name, this.byName] = [name, others];
    this.say();
  }

  heard(others: readonly string[]): void {
    this.byBeacon = others;
    this.say();
  }

  private say(): void {
    const others = [...new Set([...this.byName, ...this.byBeacon])];
    const own = this.name ?? networkAddresses()[0] ?? 'its address';
    this.faults.note(
      'other-hubs',
      others.length === 0
        ? null
        : {
            code: 'HUB_ANOTHER_HUB',
            message: `There is another hub in this network, at ${others.join(', ')}. This one is ${own}.`,
            action: `Open this hub as ${own}. Have only one hub look for new devices at a time.`,
          },
    );
  }
}
