import { type DataSource, In } from 'typeorm';
import { type BrokerAccountRow, BrokerAccountSchema } from './schema/broker-account';

export type StoredBrokerAccount = Readonly<Omit<BrokerAccountRow, 'createdAt'>>;

/** Accounts of devices at the broker. */
export interface BrokerAccountTables {
  brokerAccounts(): Promise<readonly StoredBrokerAccount[]>;
  /** Adds an account, or gives the one of that name another password and these rights. */
  keepBrokerAccount(account: StoredBrokerAccount): Promise<void>;
  removeBrokerAccounts(usernames: readonly string[]): Promise<void>;
}

export function brokerAccountTables(open: () => DataSource): BrokerAccountTables {
  return {
    brokerAccounts: () =>
      open().manager.find(BrokerAccountSchema, {
        select: { username: true, password: true, salt: true, iterations: true, rights: true, shownTo: true },
        order: { username: 'ASC' },
      }),
    keepBrokerAccount: async (account) => {
      await open().manager.upsert(BrokerAccountSchema, account, ['username']);
    },
    removeBrokerAccounts: async (usernames) => {
      await open().manager.delete(BrokerAccountSchema, { username: In([...usernames]) });
    },
  };
}
