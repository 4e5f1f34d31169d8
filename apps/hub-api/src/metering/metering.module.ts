import { Module } from '@nestjs/common';
import { InputsModule } from '../inputs/inputs.module';
import { BrokerListener } from './broker.listener';
import { BrokerStatus } from './broker-status';

@Module({
  imports: [InputsModule],
  controllers: [BrokerListener],
  providers: [BrokerStatus],
  exports: [BrokerStatus],
})
export class MeteringModule {}
