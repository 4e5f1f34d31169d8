import { randomBytes } from 'node:crypto';
import type { Database } from '@hub/adapters/hub-database';
import {
  accountCommands,
  DEVICE_PREFIX,
  failures,
  passwordHash,
  removalCommands,
  rightsCommands,
} from '@hub/adapters/mosquitto';
import { type Broker, openBroker } from '@hub/adapters/mqtt';
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
import { BROKER, CONFIG, DATABASE } from '../ports/ports';
import { AccountKeeping } from './account-keeping';
import type { KeptAccount } from './account-ledger';
import { type BrokerAnswer, BrokerControl } from './broker-control';

const PASSWORD_BYTES = 18;

/**
 * Accounts of devices at the broker. What the database keeps is wanted; at each connection the broker, which may know older
 * ones or none, is brought there. An account is kept and has been let in before its password is told, and the password is
 * kept nowhere.
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
    @Inject(DATABASE) private readonly database: Database,
    private readonly keeping: AccountKeeping,
    revocations: Revocations,
  ) {
    revocations.add((ending) => this.revokeShown(ending));
    this.control = new BrokerControl(broker);
  }

  /** Where devices without TLS reach the broker. */
  get port(): number {
    return this.config.broker.devicePort;
  }

  onApplicationBootstrap(): void {
    this.connections = this.broker.status
      .pipe(filter(({ state }) => state === 'connected'))
      .subscribe(() => this.restore());
    this.database.onOpen(() => this.restore());
  }

  onApplicationShutdown(): void {
    this.connections?.unsubscribe();
  }

  /**
   * Makes an account with a random password, or gives it another one and these rights. Its name begins with {@link DEVICE_PREFIX}.
   * It ends with the access of `shownTo`, who has seen the password.
   *
   * @throws ApiError 503 ACCOUNTS_UNAVAILABLE while the broker or the database is away
   */
  create(
    username: string,
    { publishes, subscribes }: TopicRights,
    shownTo: string | null = null,
  ): Promise<{ readonly password: string }> {
    return this.changes.run(async () => {
      const password = randomBytes(PASSWORD_BYTES).toString('base64url');
      const rights = { publish: [...publishes], subscribe: [...subscribes] };
      try {
        await this.keeping.ledger.keep({ username, ...passwordHash(password), ...rights, shownTo });
        refuse(failures(await this.control.run(accountCommands(username, password, rights)), 'already exists'));
        await this.logIn(username, password);
      } catch (error) {
        this.logger.error(error, 'an account could not be made');
        await this.keeping.ledger.drop([username]).catch((fault: unknown) => this.logger.error(fault));
        throw unavailable();
      }
      return { password };
    });
  }

  /** Takes an account away, from what is kept first, and ends its session. While the broker is away it does so when it returns. */
  revoke(username: string): Promise<void> {
    return this.revokeWhere((account) => account.username === username, [username]);
  }

  private revokeShown({ name, role }: Ending): Promise<void> {
    return this.revokeWhere(({ shownTo }) => shownTo !== null && (role === 'owner' || shownTo === name));
  }

  /** `more`: accounts that the broker may know alone. */
  private revokeWhere(isMeant: (account: KeptAccount) => boolean, more: readonly string[] = []): Promise<void> {
    return this.changes.run(async () => {
      const meant = (await this.keeping.ledger.accounts()).filter(isMeant).map(({ username }) => username);
      const ended = [...new Set([...more, ...meant])];
      if (ended.length === 0) return;
      await this.keeping.ledger.drop(ended);
      if (!this.broker.connected()) return;
      refuse(failures(await this.control.run(ended.flatMap(removalCommands)), 'not found'));
    });
  }

  private restore(): void {
    if (!this.database.opened() || !this.broker.connected()) return;
    this.changes.run(() => this.bringBroker()).catch((error: unknown) => this.logger.error(error));
  }

  private async bringBroker(): Promise<void> {
    const accounts = await this.keeping.ledger.accounts();
    await this.keeping.ledger.mend(accounts);
    const listed = await this.listed();
    const kept = new Set(accounts.map(({ username }) => username));
    const foreign = listed.filter((name) => name.startsWith(DEVICE_PREFIX) && !kept.has(name));
    if (foreign.length > 0) refuse(failures(await this.control.run(foreign.flatMap(removalCommands)), 'not found'));
    const [known, missing] = parted(accounts, new Set(listed));
    if (known.length > 0) refuse(failures(await this.control.run(known.flatMap(rightsOf)), 'already exists'));
    if (missing.length > 0) await this.keeping.restart.ask(missing.map(({ username }) => username));
  }

  private async listed(): Promise<readonly string[]> {
    const [answer] = await this.control.run([{ command: 'listClients' }]);
    return answer?.data?.clients ?? [];
  }

  private async logIn(username: string, password: string): Promise<void> {
    const { url, caFile } = this.config.broker;
    const login = openBroker({ url, caFile, clientId: username, username, password });
    try {
      await login.ready();
    } finally {
      await login.close();
    }
  }
}

const rightsOf = (account: KeptAccount) => rightsCommands(account.username, account);

/** The accounts that the broker has, and those that it has not. */
const parted = (
  accounts: readonly KeptAccount[],
  listed: ReadonlySet<string>,
): readonly [readonly KeptAccount[], readonly KeptAccount[]] => [
  accounts.filter(({ username }) => listed.has(username)),
  accounts.filter(({ username }) => !listed.has(username)),
];

const unavailable = (): ApiError =>
  new ApiError(
    HttpStatus.SERVICE_UNAVAILABLE,
    'ACCOUNTS_UNAVAILABLE',
    'The hub cannot make accounts for devices at the moment.',
    'Try again in a minute; if this stays, start the hub again.',
  );

function refuse(failed: readonly BrokerAnswer[]): void {
  if (failed.length === 0) return;
  throw new Error(`the broker refused: ${failed.map(({ command, error }) => `${command}: ${error ?? ''}`).join('; ')}`);
}
