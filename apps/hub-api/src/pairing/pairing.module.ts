import { Module } from '@nestjs/common';
import { BrokerAccountsModule } from '../broker-accounts/broker-accounts.module';
import { DevicesModule } from '../devices/devices.module';
import { SecurePageModule } from '../secure-page/secure-page.module';
import { EmonEspController } from './emonesp.controller';
import { GatewaysController } from './gateways.controller';
import { GatewaysService } from './gateways.service';
import { PairedDeviceController } from './paired-device.controller';
import { PairedDevices } from './paired-devices.service';
import { PairingDecisions } from './pairing-decisions';
import { PairingController } from './pairing.controller';
import { PairingService } from './pairing.service';
import { PlugPages } from './plug-pages';

@Module({
  imports: [BrokerAccountsModule, DevicesModule, SecurePageModule],
  controllers: [EmonEspController, GatewaysController, PairedDeviceController, PairingController],
  providers: [GatewaysService, PairedDevices, PairingDecisions, PairingService, PlugPages],
  exports: [PairingService],
})
export class PairingModule {}
