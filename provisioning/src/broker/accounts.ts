import { accountCommands, failures, removalCommands, rightsOf, type TopicRights } from '@hub/adapters/mosquitto';
import { ProvisioningError } from '../provisioning-error';
import { type BrokerAnswer, type BrokerControl } from './control';

/** Gives the broker an account with a role of the same name; one that is there gets the new password and rights. */
export async function addAccount(control: BrokerControl, username: string, password: string): Promise<void> {
  const rights = requireGateway(username);
  refuseErrors(failures(await control(accountCommands(username, password, rights)), 'already exists'));
}

/** Takes the account and its role away; its connection is cut by the broker. */
export async function removeAccount(control: BrokerControl, username: string): Promise<void> {
  requireGateway(username);
  refuseErrors(await control(removalCommands(username)));
}

function refuseErrors(answers: readonly BrokerAnswer[]): void {
  const refused = answers.filter(({ error }) => error !== undefined);
  if (refused.length === 0) return;
  const words = refused.map(({ command, error }) => `${command}: ${error ?? ''}`).join('; ');
  throw new ProvisioningError(
    'HUB_BROKER_REFUSED',
    `The broker refused: ${words}`,
    'Check the account name and try again.',
  );
}

/** What a gateway may do. The hub's own accounts are not managed here. @throws ProvisioningError HUB_ACCOUNT_NAME */
export function requireGateway(username: string): TopicRights {
  const rights = username.startsWith('gateway-') ? rightsOf(username) : undefined;
  if (rights) return rights;
  throw new ProvisioningError(
    'HUB_ACCOUNT_NAME',
    `${username} cannot be managed here.`,
    'Use gateway-<serial> with letters, digits, - and _ in the serial.',
  );
}
