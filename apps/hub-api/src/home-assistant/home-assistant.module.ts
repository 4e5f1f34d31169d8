import { Module } from '@nestjs/common';
import { BrokerAccountsModule } from '../broker-accounts/broker-accounts.module';
import { CommunityModule } from '../community/community.module';
import { DeviceModule } from '../device/device.module';
import { DevicesModule } from '../devices/devices.module';
import { MeteringModule } from '../metering/metering.module';
import { ServerLinkModule } from '../server-link/server-link.module';
import { HomeSource, HubDescription } from './home-source';
import { HomeAssistantController } from './home-assistant.controller';
import { HomeAssistantContent, HomeAssistantPublisher, PlannedDevices } from './home-assistant.publisher';
import { HomeAssistantService } from './home-assistant.service';
import { HomeAssistantStore } from './home-assistant.store';

@Module({
  imports: [BrokerAccountsModule, CommunityModule, DeviceModule, DevicesModule, MeteringModule, ServerLinkModule],
  controllers: [HomeAssistantController],
  providers: [
    HomeAssistantPublisher,
    HomeAssistantService,
    HomeAssistantStore,
    HomeSource,
    HubDescription,
    PlannedDevices,
    HomeAssistantContent,
  ],
  exports: [HomeAssistantStore],
})
export class HomeAssistantModule {}
