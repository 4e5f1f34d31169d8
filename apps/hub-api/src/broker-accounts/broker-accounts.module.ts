import { Module } from '@nestjs/common';
import { AccountKeeping } from './account-keeping';
import { AccountLedger } from './account-ledger';
import { BrokerAccounts } from './broker-accounts.service';
import { BrokerRestart } from './broker-restart';

@Module({ providers: [AccountKeeping, AccountLedger, BrokerAccounts, BrokerRestart], exports: [BrokerAccounts] })
export class BrokerAccountsModule {}
