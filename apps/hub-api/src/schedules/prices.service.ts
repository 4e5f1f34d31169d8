import { isIdentity } from '@hub/adapters/identity';
import type { ClubForecast, SchedulePrices } from '@hub/contracts';
import type { Segment } from '@hub/domain/planner';
import { MICRO, repeatedDaily } from '@hub/domain/schedules';
import { DAY_S } from '@hub/domain/time';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { ClubService } from '../community/club.service';
import type { HubConfig } from '../config/config';
import { IdentityService } from '../device/identity.service';
import { CLOCK, type Clock, CONFIG } from '../ports/ports';
import { LinkStore } from '../server-link/link.store';

/** Days after the forecast for which the bands' prices are taken as they are in it. */
const TARIFF_DAYS = 8;

type Slot = ClubForecast['slots'][number];

/** The prices that plans rest on, best first: the community's signal, else yesterday's shape; after it the bands of the tariff. */
@Injectable()
export class PricesService {
  private readonly logger = new Logger('schedules');

  constructor(
    private readonly club: ClubService,
    private readonly links: LinkStore,
    private readonly identity: IdentityService,
    @Inject(CONFIG) private readonly config: HubConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async current(): Promise<SchedulePrices> {
    const forecast = await this.forecast();
    const identity = await this.identity.read();
    return {
      now: this.clock(),
      zone: this.config.timeZone,
      hub: isIdentity(identity) ? identity.hubId : 'hub',
      asOf: forecast?.asOf ?? null,
      rungs: forecast === undefined ? [] : this.rungs(forecast),
    };
  }

  /** Without a price plans run as late as they can; nothing waits for the forecast. */
  private async forecast(): Promise<ClubForecast | undefined> {
    try {
      return await this.club.forecast(this.links.current?.file.club.key ?? '');
    } catch (error) {
      this.logger.warn(`no prices: ${String(error)}`);
      return undefined;
    }
  }

  private rungs({ slots, intervalS, source }: ClubForecast): SchedulePrices['rungs'] {
    const segments = (price: (slot: Slot) => number | null): Segment[] =>
      slots.flatMap((slot): Segment[] => {
        const pence = price(slot);
        return pence === null ? [] : [[slot.time, slot.time + intervalS, Math.round(pence * MICRO)]];
      });
    const bands = segments(({ importPencePerKWh }) => importPencePerKWh);
    const lastDay = bands.filter(([start]) => start >= (bands.at(-1)?.[1] ?? 0) - DAY_S);
    const tariff = [...bands, ...repeatedDaily(lastDay, TARIFF_DAYS, this.config.timeZone)];
    const signal =
      source === 'tariff' || source === 'unlinked' ? [] : segments(({ marginalPencePerKWh }) => marginalPencePerKWh);
    const name = source === 'yesterday' ? ('yesterday' as const) : ('signal' as const);
    return [
      { name, signal: signal.map(([...segment]) => segment) },
      { name: 'tariff', signal: tariff.map(([...segment]) => segment) },
    ];
  }
}
