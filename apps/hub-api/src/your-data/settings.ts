import { Injectable } from '@nestjs/common';
import { AccessSettingsStore } from '../access/access-settings.store';
import { HomeAssistantStore } from '../home-assistant/home-assistant.store';
import { PowerCapStore } from '../schedules/power-cap.store';
import { LinkStore } from '../server-link/link.store';
import { TariffService } from '../tariff/tariff.service';
import type { Table } from './table-files';

/** What the household chose, and what its account at the server gave it. No password, key or certificate. */
@Injectable()
export class Settings {
  constructor(
    private readonly access: AccessSettingsStore,
    private readonly homeAssistant: HomeAssistantStore,
    private readonly cap: PowerCapStore,
    private readonly links: LinkStore,
    private readonly tariff: TariffService,
  ) {}

  rows(): Table['rows'] {
    return [
      { setting: 'reading without signing in', value: this.access.now.openReading },
      { setting: 'Home Assistant', value: this.homeAssistant.now.enabled },
      { setting: 'power cap (W)', value: this.cap.now.capW },
      { setting: 'CydYnni account', value: this.links.current?.file ?? null },
      { setting: 'tariffs', value: this.tariff.tariffs },
    ];
  }
}
