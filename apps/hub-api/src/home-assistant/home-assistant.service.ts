import { randomBytes } from 'node:crypto';
import { DEVICE_PREFIX } from '@hub/adapters/mosquitto';
import type { HomeAssistantAccess, HomeAssistantSettings, HomeAssistantView } from '@hub/contracts';
import { OneAtATime } from '@hub/nest-http';
import { Injectable } from '@nestjs/common';
import { BrokerAccounts } from '../broker-accounts/broker-accounts.service';
import { HomeAssistantPublisher } from './home-assistant.publisher';
import { HomeAssistantStore } from './home-assistant.store';
import { READABLE } from './topics';

const NAME_BYTES = 5;

/** The hub as a source for Home Assistant: whether it is one, and the account for it. */
@Injectable()
export class HomeAssistantService {
  private readonly changes = new OneAtATime();

  constructor(
    private readonly store: HomeAssistantStore,
    private readonly publisher: HomeAssistantPublisher,
    private readonly accounts: BrokerAccounts,
  ) {}

  view(): HomeAssistantView {
    return this.store.now;
  }

  choose({ enabled }: HomeAssistantSettings): Promise<HomeAssistantView> {
    return this.changes.run(async () => {
      await this.store.set({ ...this.store.now, enabled });
      this.publisher.soon();
      return this.store.now;
    });
  }

  /** Makes the account, which reads and says nothing. An earlier one ends. @throws ApiError 503 ACCOUNTS_UNAVAILABLE */
  makeAccount(by: string): Promise<HomeAssistantAccess> {
    return this.changes.run(async () => {
      const { account: earlier } = this.store.now;
      const username = `${DEVICE_PREFIX}ha-${randomBytes(NAME_BYTES).toString('hex')}`;
      const { password } = await this.accounts.create(username, { publishes: [], subscribes: READABLE }, by);
      await this.store.set({ ...this.store.now, account: username });
      if (earlier !== null) await this.accounts.revoke(earlier);
      return { port: this.accounts.port, username, password };
    });
  }
}
