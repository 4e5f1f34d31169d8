import { Module } from '@nestjs/common';
import { BrokerAccounts } from './broker-accounts.service';

@Module({ providers: [BrokerAccounts], exports: [BrokerAccounts] })
export class BrokerAccountsModule {}
