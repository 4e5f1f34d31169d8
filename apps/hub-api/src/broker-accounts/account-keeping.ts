import { Injectable } from '@nestjs/common';
import { AccountLedger } from './account-ledger';
import { BrokerRestart } from './broker-restart';

/** Where accounts are kept, and how the broker gets those that it has lost. */
@Injectable()
export class AccountKeeping {
  constructor(
    readonly ledger: AccountLedger,
    readonly restart: BrokerRestart,
  ) {}
}
