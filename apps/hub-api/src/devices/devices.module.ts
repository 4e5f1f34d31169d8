import { Module } from '@nestjs/common';
import { BrokerAccounts } from '../broker-accounts/broker-accounts.service';
import { BrokerAccountsModule } from '../broker-accounts/broker-accounts.module';
import { InputsModule } from '../inputs/inputs.module';
import { MeteringModule } from '../metering/metering.module';
import { UpdateModule } from '../update/update.module';
import { ClockTrustService } from './clock-trust.service';
import { ControlService } from './control.service';
import { DeviceAccounts } from './device-accounts';
import { DeviceActions } from './device-actions';
import { DeviceEnergyService } from './device-energy.service';
import { DeviceHearing } from './device-hearing';
import { DeviceMessagesService } from './device-messages.service';
import { DeviceReadings } from './device-readings';
import { DeviceStore } from './device-store';
import { DevicesController } from './devices.controller';
import { DevicesLiveService } from './devices-live.service';
import { DevicesService } from './devices.service';
import { FoundDevices } from './found-devices';
import { LoadWatchService } from './load-watch.service';

@Module({
  imports: [BrokerAccountsModule, InputsModule, MeteringModule, UpdateModule],
  controllers: [DevicesController],
  providers: [
    ClockTrustService,
    ControlService,
    { provide: DeviceAccounts, useExisting: BrokerAccounts },
    DeviceActions,
    DeviceEnergyService,
    DeviceHearing,
    DeviceMessagesService,
    DeviceReadings,
    DeviceStore,
    DevicesLiveService,
    DevicesService,
    FoundDevices,
    LoadWatchService,
  ],
  exports: [ControlService, DeviceEnergyService, DevicesService, DeviceStore],
})
export class DevicesModule {}
