import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { accountCommands, failures, removalCommands } from '@hub/adapters/mosquitto';
import { type Broker, BrokerError, openBroker } from '@hub/adapters/mqtt';
import type { TopicRights } from '@hub/domain/devices';
import { ApiError, OneAtATime } from '@hub/nest-http';
import {
  HttpStatus,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { filter, type Subscription } from 'rxjs';
import { type Ending, Revocations } from '../access/revocations';
import type { HubConfig } from '../config/config';
import { BROKER, CONFIG } from '../ports/ports';
import { type DeviceAccount, readAccounts, writeAccounts } from './account-file';
import { type BrokerAnswer, BrokerControl } from './broker-control';

/** Begins the name of each account that is kept here. The broker's others belong to the system. */
export const DEVICE_PREFIX = 'device-';
const PASSWORD_BYTES = 18;

/**
 * Accounts of devices at the broker. What the hub keeps is wanted; at each connection the broker, which may know older
 * ones or none, is brought there. An account is on the card and has been let in before anybody is told of it.
 */
@Injectable()
export class BrokerAccounts implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('broker-accounts');
  private readonly control: BrokerControl;
  private readonly changes = new OneAtATime();
  private connections: Subscription | undefined;

  constructor(
    @Inject(BROKER) private readonly broker: Broker,
    @Inject(CONFIG) private readonly config: HubConfig,
    revocations: Revocations,
  ) {
    revocations.add((ending) => this.revokeShown(ending));
    this.control = new BrokerControl(broker);
  }

  onApplicationBootstrap(): void {
    this.connections = this.broker.status
      .pipe(filter(({ state }) => state === 'connected'))
      .subscribe(() => this.restore());
  }

  onApplicationShutdown(): void {
    this.connections?.unsubscribe();
  }

  /**
   * Makes an account with a random password, or gives it another one and these rights. Its name begins with {@link DEVICE_PREFIX}.
   * It ends with the access of `shownTo`, who has seen the password.
   *
   * @throws ApiError 503 ACCOUNTS_UNAVAILABLE while the broker is away
   */
  create(
    username: string,
    { publishes, subscribes }: TopicRights,
    shownTo?: string,
  ): Promise<{ readonly password: string }> {
    return this.changes.run(async () => {
      const password = randomBytes(PASSWORD_BYTES).toString('base64url');
      const rights = { publish: [...publishes], subscribe: [...subscribes] };
      const account = { username, password, ...rights, ...(shownTo !== undefined && { shownTo }) };
      const before = await readAccounts(this.file);
      await writeAccounts(this.file, [...before.filter((other) => other.username !== username), account]);
      try {
        refuse(failures(await this.control.run(commandsOf(account)), 'already exists'));
        await this.logIn(account);
      } catch (error) {
        await writeAccounts(this.file, before);
        throw error instanceof BrokerError ? unavailable() : error;
      }
      return { password };
    });
  }

  /** Takes an account away, from the card first, and ends its session. While the broker is away it does so when it returns. */
  revoke(username: string): Promise<void> {
    return this.revokeWhere((account) => account.username === username, [username]);
  }

  private revokeShown({ name, role }: Ending): Promise<void> {
    return this.revokeWhere(({ shownTo }) => shownTo !== undefined && (role === 'owner' || shownTo === name));
  }

  /** `more`: accounts that the broker may know alone. */
  private revokeWhere(isMeant: (account: DeviceAccount) => boolean, more: readonly string[] = []): Promise<void> {
    return this.changes.run(async () => {
      const accounts = await readAccounts(this.file);
      const kept = accounts.filter((account) => !isMeant(account));
      const ended = new Set([...more, ...accounts.filter(isMeant).map(({ username }) => username)]);
      if (ended.size === 0) return;
      await writeAccounts(this.file, kept);
      if (!this.broker.connected()) return;
      refuse(failures(await this.control.run([...ended].flatMap(removalCommands)), 'not found'));
    });
  }

  private get file(): string {
    return join(this.config.dataDir, 'broker-accounts.json');
  }

  private restore(): void {
    this.changes.run(() => this.bringBroker()).catch((error: unknown) => this.logger.error(error));
  }

  private async bringBroker(): Promise<void> {
    const accounts = await readAccounts(this.file);
    const [listed] = await this.control.run([{ command: 'listClients' }]);
    const names = new Set(accounts.map(({ username }) => username));
    const foreign = (listed?.data?.clients ?? []).filter((name) => name.startsWith(DEVICE_PREFIX) && !names.has(name));
    if (foreign.length > 0) refuse(failures(await this.control.run(foreign.flatMap(removalCommands)), 'not found'));
    if (accounts.length > 0) refuse(failures(await this.control.run(accounts.flatMap(commandsOf)), 'already exists'));
  }

  private async logIn({ username, password }: DeviceAccount): Promise<void> {
    const { url, caFile } = this.config.broker;
    const login = openBroker({ url, caFile, clientId: username, username, password });
    try {
      await login.ready();
    } finally {
      await login.close();
    }
  }
}

const unavailable = (): ApiError =>
  new ApiError(
    HttpStatus.SERVICE_UNAVAILABLE,
    'ACCOUNTS_UNAVAILABLE',
    'The hub cannot make accounts for devices at the moment.',
    'Try again in a minute; if this stays, start the hub again.',
  );

const commandsOf = (account: DeviceAccount): ReturnType<typeof accountCommands> =>
  accountCommands(account.username, account.password, account);

function refuse(failed: readonly BrokerAnswer[]): void {
  if (failed.length === 0) return;
  throw new Error(`the broker refused: ${failed.map(({ command, error }) => `${command}: ${error ?? ''}`).join('; ')}`);
}
