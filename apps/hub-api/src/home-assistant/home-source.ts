import { isIdentity } from '@hub/adapters/identity';
import { Inject, Injectable } from '@nestjs/common';
import { ClubService } from '../community/club.service';
import { PriceService } from '../community/price.service';
import type { HubConfig } from '../config/config';
import { IdentityService } from '../device/identity.service';
import { MeterService } from '../metering/meter.service';
import { CONFIG } from '../ports/ports';
import { LinkStore } from '../server-link/link.store';
import type { DiscoveredHub } from './discovery';
import type { HomeState } from './states';

/** How old a reading of the meter may be to be said as the present one, seconds. */
const POWER_FRESH_S = 120;

/** Collects what of the household and its club is said; devices come beside it. */
@Injectable()
export class HomeSource {
  constructor(
    private readonly club: ClubService,
    private readonly price: PriceService,
    private readonly meter: MeterService,
    private readonly links: LinkStore,
    @Inject(CONFIG) private readonly config: HubConfig,
  ) {}

  async at(now: number): Promise<Omit<HomeState, 'plans'>> {
    const { time = null, powerW = null } = this.meter.now ?? {};
    return {
      now,
      zone: this.config.timeZone,
      powerW: time !== null && now - time <= POWER_FRESH_S ? powerW : null,
      price: this.price.now(),
      forecast: await this.club.forecast(this.links.current?.file.club.key),
    };
  }
}

/** What Home Assistant calls this hub. */
@Injectable()
export class HubDescription {
  constructor(
    private readonly identity: IdentityService,
    @Inject(CONFIG) private readonly config: HubConfig,
  ) {}

  async now(): Promise<DiscoveredHub> {
    const identity = await this.identity.read();
    const name = isIdentity(identity) ? identity.hubId : 'hub';
    const { version, locale } = this.config;
    return { id: `cydynni_${name.replace(/\W/g, '_')}`, version, locale };
  }
}
