import { passwordHash } from '@hub/adapters/mosquitto';
import { addAccount, removeAccount, requireGateway } from './accounts';
import { type BrokerControl } from './control';
import { keepLedger, readLedger } from './ledger';

export interface AccountPorts {
  /** The ledger's file. */
  readonly ledger: string;
  readonly control: BrokerControl;
  /** Resolves when the broker lets the account in. */
  readonly login: (username: string, password: string) => Promise<void>;
}

/**
 * Gives a gateway an account. When it returns, the account is on the card and the broker has let it in; when it throws, the ledger
 * is as it was, so that no account is kept whose password was never shown.
 */
export async function addGateway(ports: AccountPorts, username: string, password: string): Promise<void> {
  requireGateway(username);
  const before = readLedger(ports.ledger);
  keepLedger(ports.ledger, new Map([...before, [username, passwordHash(password)]]));
  try {
    await addAccount(ports.control, username, password);
    await ports.login(username, password);
  } catch (error) {
    keepLedger(ports.ledger, before);
    throw error;
  }
}

/** Takes the account away: from the card first, so that it does not come back with the broker's next start. */
export async function removeGateway(ports: AccountPorts, username: string): Promise<void> {
  requireGateway(username);
  const ledger = new Map(readLedger(ports.ledger));
  if (ledger.delete(username)) keepLedger(ports.ledger, ledger);
  await removeAccount(ports.control, username);
}
