import type { TopicRights } from '@hub/domain/devices';

/** Accounts of devices at the broker. Each may use its own topics and no other's. */
export abstract class DeviceAccounts {
  /** Where devices reach the broker without TLS: the firmware of plugs knows none. */
  abstract readonly port: number;
  /** Makes the account, or gives it a new password and these rights. It ends with the access of `shownTo`. @throws ApiError 503 ACCOUNTS_UNAVAILABLE */
  abstract create(username: string, rights: TopicRights, shownTo: string): Promise<{ readonly password: string }>;
  /** Ends its sessions too. An account that does not exist is no error. */
  abstract revoke(username: string): Promise<void>;
}
