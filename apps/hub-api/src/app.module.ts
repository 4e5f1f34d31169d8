import { loggerOptions } from '@hub/nest-http';
import { type DynamicModule, Module, StandardSchemaValidationPipe } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import { LoggerModule } from 'nestjs-pino';
import { AccessModule } from './access/access.module';
import { CommunityModule } from './community/community.module';
import type { HubConfig } from './config/config';
import { DeviceModule } from './device/device.module';
import { DevicesModule } from './devices/devices.module';
import { DocsModule } from './docs/docs.module';
import { EmoncmsModule } from './emoncms/emoncms.module';
import { FeedsModule } from './feeds/feeds.module';
import { HealthModule } from './health/health.module';
import { ErrorFilter } from './http/error.filter';
import { HomeAssistantModule } from './home-assistant/home-assistant.module';
import { HistoryModule } from './history/history.module';
import { InputsModule } from './inputs/inputs.module';
import { LiveModule } from './live/live.module';
import { MeteringModule } from './metering/metering.module';
import { PairingModule } from './pairing/pairing.module';
import { PresenceModule } from './presence/presence.module';
import type { Machine } from './ports/ports';
import { PortsModule } from './ports/ports.module';
import { SchedulesModule } from './schedules/schedules.module';
import { SecurePageModule } from './secure-page/secure-page.module';
import { SetupModule } from './setup/setup.module';
import { TariffModule } from './tariff/tariff.module';
import { UpdateModule } from './update/update.module';
import { YourDataModule } from './your-data/your-data.module';

@Module({})
export class AppModule {
  static with(config: HubConfig, machine: Machine): DynamicModule {
    return {
      module: AppModule,
      imports: [
        LoggerModule.forRoot(loggerOptions(config)),
        PortsModule.with(config, machine),
        AccessModule,
        InputsModule,
        MeteringModule,
        FeedsModule,
        EmoncmsModule,
        TariffModule,
        LiveModule,
        HealthModule,
        SetupModule,
        HistoryModule,
        CommunityModule,
        SchedulesModule,
        SecurePageModule,
        DeviceModule,
        DevicesModule,
        HomeAssistantModule,
        PairingModule,
        PresenceModule,
        UpdateModule,
        YourDataModule,
        DocsModule,
      ],
      providers: [
        { provide: APP_FILTER, useClass: ErrorFilter },
        { provide: APP_PIPE, useFactory: () => new StandardSchemaValidationPipe() },
      ],
    };
  }
}
