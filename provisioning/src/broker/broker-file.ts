import {
  type DeviceAccount,
  type DynamicSecurity,
  type PasswordHash,
  rightsOf,
  withAccount,
  withDevices,
} from '@hub/adapters/mosquitto';
import { ProvisioningError } from '../provisioning-error';

/**
 * The file of the broker's dynamic-security plugin, in the form of mosquitto 2.0, which newer ones read too.
 *
 * @param accounts by name; each gets the topics of its kind
 * @param devices accounts that hub-api made, with topics of their own
 * @throws ProvisioningError HUB_ACCOUNT_NAME
 */
export function brokerFile(accounts: ReadonlyMap<string, PasswordHash>, devices: readonly DeviceAccount[]): string {
  let file: DynamicSecurity | undefined;
  for (const [username, hash] of accounts) {
    const rights = rightsOf(username);
    if (!rights) {
      throw new ProvisioningError(
        'HUB_ACCOUNT_NAME',
        `There are no topic rights for ${username}.`,
        'Use admin, hub-api or gateway-<serial>.',
      );
    }
    file = withAccount(file, username, hash, rights);
  }
  return `${JSON.stringify(withDevices(file, devices), null, 1)}\n`;
}
