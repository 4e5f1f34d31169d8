import { Module } from '@nestjs/common';
import { BrokerAccountsModule } from '../broker-accounts/broker-accounts.module';
import { EmonEspController } from './emonesp.controller';
import { PairingController } from './pairing.controller';
import { PairingService } from './pairing.service';

@Module({
  imports: [BrokerAccountsModule],
  controllers: [EmonEspController, PairingController],
  providers: [PairingService],
  exports: [PairingService],
})
export class PairingModule {}
