import { isEnrolmentProof } from '@hub/adapters/identity';
import type { CommunityDatabase } from '@hub/adapters/server-database';
import type { Enrolment, FactoryHubs, FactoryList } from '@hub/contracts';
import { ApiError } from '@hub/nest-http';
import { HttpStatus, Inject, Injectable } from '@nestjs/common';
import { DATABASE } from '../ports/ports';

/**
 * The factory's list: which hubs there are, and by what each proves itself. As soon as it names a hub, no hub is linked that is not
 * on it; a club without a list takes every hub that a household brings.
 */
@Injectable()
export class FactoryHubsService {
  constructor(@Inject(DATABASE) private readonly database: CommunityDatabase) {}

  async add({ hubs }: FactoryHubs): Promise<FactoryList> {
    return { listed: await this.database.factoryHubs.list(hubs) };
  }

  /** @throws ApiError 403 HUB_NOT_LISTED, HUB_NOT_PROVED */
  async check({ hubId, csr, proof = '' }: Enrolment): Promise<void> {
    const listed = await this.database.factoryHubs.find(hubId);
    if (listed === undefined) {
      if (await this.database.factoryHubs.isEmpty()) return;
      throw notListed();
    }
    const { enrolmentKey } = listed;
    if (enrolmentKey !== null && !isEnrolmentProof(proof, enrolmentKey, hubId, csr)) throw notProved();
  }
}

const notListed = (): ApiError =>
  new ApiError(
    HttpStatus.FORBIDDEN,
    'HUB_NOT_LISTED',
    'This hub is not on the list of the co-op’s hubs.',
    'Ask the co-op to add it, with the hub’s name that is on its label or on its set-up page.',
  );

const notProved = (): ApiError =>
  new ApiError(
    HttpStatus.FORBIDDEN,
    'HUB_NOT_PROVED',
    'This request does not come from the hub that has this name.',
    'Link the hub on its own page; if that is what you did, update the hub or ask the co-op for help.',
  );
