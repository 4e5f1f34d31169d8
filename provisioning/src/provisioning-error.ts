export type ProvisioningErrorCode =
  | 'HUB_COMMAND_FAILED'
  | 'HUB_ACCOUNT_NAME'
  | 'HUB_ACCOUNTS_UNREADABLE'
  | 'HUB_BROKER_REFUSED'
  | 'HUB_USER_MISSING'
  | 'HUB_UNIT_FILE'
  | 'FACTORY_UNITS';

/** A fault of provisioning: what happened, and what to do about it. */
export class ProvisioningError extends Error {
  constructor(
    readonly code: ProvisioningErrorCode,
    message: string,
    readonly action: string,
  ) {
    super(message);
    this.name = 'ProvisioningError';
  }
}
