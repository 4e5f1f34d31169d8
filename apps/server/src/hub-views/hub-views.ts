import type { Hub } from '@hub/adapters/server-database';
import { type FoundHub, UpdateStatus } from '@hub/contracts';
import { ApiError } from '@hub/nest-http';
import { HttpStatus } from '@nestjs/common';

export const foundHub = ({ id, version, lastContact, localAddresses }: Hub): FoundHub => ({
  id,
  version,
  lastContact,
  localAddresses: [...localAddresses],
});

/** What the hub's agent last reported; null when it never did, or in a form of long ago. */
export function updateOf({ updateStatus }: Hub): UpdateStatus | null {
  return updateStatus === null ? null : (UpdateStatus.safeParse(JSON.parse(updateStatus)).data ?? null);
}

export const unknownHub = (id: string): ApiError =>
  new ApiError(HttpStatus.NOT_FOUND, 'HUB_UNKNOWN', `There is no hub ${id} here.`, 'Check its id on the label.');
