import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DEVICE_LEDGER, type DeviceAccount, deviceLedgerText, passwordHash } from '@hub/adapters/mosquitto';
import type { Database, StoredBrokerAccount } from '@hub/adapters/hub-database';
import { readIfExists, writeFileAtomic } from '@hub/adapters/system';
import { Inject, Injectable } from '@nestjs/common';
import * as z from 'zod/mini';
import type { HubConfig } from '../config/config';
import { CONFIG, DATABASE } from '../ports/ports';

/** Where an earlier release kept the accounts, with their passwords. */
const EARLIER = 'broker-accounts.json';
const strings = z.array(z.string());
const Rights = z.object({ publish: strings, subscribe: strings });
/** An account, and the person who was shown its password; null where the device fetched it by itself. */
export interface KeptAccount extends DeviceAccount {
  readonly shownTo: string | null;
}

const Earlier = z.object({
  accounts: z.array(
    z.object({ username: z.string(), password: z.string(), ...Rights.shape, shownTo: z._default(z.string(), '') }),
  ),
});

/**
 * The accounts of devices that are kept: in the database, and as a file for the broker's next start, which may come before the
 * database's. The file is whole or not there, and is made of the database again when it differs.
 */
@Injectable()
export class AccountLedger {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CONFIG) private readonly config: HubConfig,
  ) {}

  async accounts(): Promise<readonly KeptAccount[]> {
    await this.takeOver();
    return (await this.database.brokerAccounts()).map(accountOf);
  }

  async keep({ publish, subscribe, ...account }: KeptAccount): Promise<void> {
    await this.database.keepBrokerAccount({ ...account, rights: JSON.stringify({ publish, subscribe }) });
    await this.writeFile();
  }

  async drop(usernames: readonly string[]): Promise<void> {
    await this.database.removeBrokerAccounts(usernames);
    await this.writeFile();
  }

  /** Has the file say what the database does. */
  async mend(accounts: readonly DeviceAccount[]): Promise<void> {
    const text = deviceLedgerText(accounts);
    if ((await readIfExists(this.path(DEVICE_LEDGER)).catch(() => undefined)) === text) return;
    await writeFileAtomic(this.path(DEVICE_LEDGER), text);
  }

  private async writeFile(): Promise<void> {
    await this.mend((await this.database.brokerAccounts()).map(accountOf));
  }

  /** Brings the accounts of an earlier release, once: of their passwords the hashes stay. */
  private async takeOver(): Promise<void> {
    const text = await readIfExists(this.path(EARLIER));
    if (text === undefined) return;
    for (const { password, shownTo, ...account } of earlier(text))
      await this.keep({ ...account, ...passwordHash(password), shownTo: shownTo || null });
    await rm(this.path(EARLIER), { force: true });
  }

  private path(name: string): string {
    return join(this.config.dataDir, name);
  }
}

/** None where the file is torn: those devices are paired again. */
function earlier(text: string): z.infer<typeof Earlier>['accounts'] {
  try {
    return Earlier.parse(JSON.parse(text)).accounts;
  } catch {
    return [];
  }
}

function accountOf({ rights, ...account }: StoredBrokerAccount): KeptAccount {
  return { ...account, ...Rights.parse(JSON.parse(rights)) };
}
