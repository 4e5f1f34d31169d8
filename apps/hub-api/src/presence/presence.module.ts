import { Module } from '@nestjs/common';
import { DeviceModule } from '../device/device.module';
import { DevicesModule } from '../devices/devices.module';
import { PairingModule } from '../pairing/pairing.module';
import { BeaconService } from './beacon.service';
import { OtherHubsFault } from './other-hubs-fault';
import { OwnNameService } from './own-name.service';

/** How the hub is found in its network. */
@Module({
  imports: [DeviceModule, DevicesModule, PairingModule],
  providers: [BeaconService, OtherHubsFault, OwnNameService],
})
export class PresenceModule {}
