import { Module } from '@nestjs/common';
import { BrokerStatus } from './broker-status';

@Module({ providers: [BrokerStatus], exports: [BrokerStatus] })
export class MeteringModule {}
