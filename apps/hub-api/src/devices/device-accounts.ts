import type { TopicRights } from '@hub/domain/devices';
import { ApiError } from '@hub/nest-http';
import { HttpStatus, Injectable } from '@nestjs/common';

/** Accounts of devices at the broker. Each may use its own topics and no other's. */
export abstract class DeviceAccounts {
  /** Makes the account, or gives it a new password and these rights. */
  abstract create(username: string, rights: TopicRights): Promise<{ readonly password: string }>;
  /** Ends its sessions too. An account that does not exist is no error. */
  abstract revoke(username: string): Promise<void>;
}

/** A hub whose broker keeps no accounts of its own. */
@Injectable()
export class NoDeviceAccounts extends DeviceAccounts {
  create(): Promise<never> {
    return Promise.reject(
      new ApiError(
        HttpStatus.SERVICE_UNAVAILABLE,
        'ACCOUNTS_UNAVAILABLE',
        'The hub cannot make accounts for devices at the moment.',
        'Try again in a minute; if this stays, start the hub again.',
      ),
    );
  }

  revoke(): Promise<void> {
    return Promise.resolve();
  }
}
