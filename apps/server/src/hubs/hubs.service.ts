import type { Account, CommunityDatabase, Hub } from '@hub/adapters/server-database';
import type { Enrolled, Enrolment, FoundHubs, HubCertificate, Renewal } from '@hub/contracts';
import { ApiError } from '@hub/nest-http';
import { HttpStatus, Inject, Injectable } from '@nestjs/common';
import type { ServerConfig } from '../config/config';
import { FleetChanged } from '../fleet/fleet-changed';
import { type Clock, CLOCK, CONFIG, DATABASE } from '../ports/ports';
import { CertificatesService } from './certificates.service';
import { foundHub, unknownHub } from '../hub-views/hub-views';

/** Hubs of one household: more are invented, or were never unlinked. */
const MOST_HUBS = 4;

/** Links hubs to households, and lets go of them. */
@Injectable()
export class HubsService {
  constructor(
    @Inject(DATABASE) private readonly database: CommunityDatabase,
    private readonly certificates: CertificatesService,
    private readonly changed: FleetChanged,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: ServerConfig,
  ) {}

  /** Makes the hub the household's. @throws ApiError 409 HUB_TAKEN or HUB_TOO_MANY, 400 SIGNING_REQUEST_… */
  async enrol({ memberId }: Account, enrolment: Enrolment): Promise<Enrolled> {
    const { hubId, csr, version, localAddresses } = enrolment;
    const others = (await this.database.hubs.hubsOf(memberId)).filter(({ id }) => id !== hubId);
    if (others.length >= MOST_HUBS) throw tooMany();
    const { answer, note } = await this.certificates.make(hubId, csr);
    if (!(await this.database.hubs.enrol({ id: hubId, memberId, version, localAddresses }, note))) throw taken();
    await this.certificates.publishRevoked();
    this.changed.notify();
    const { key, name } = this.config.club;
    return {
      ...answer,
      household: { name: await this.database.accounts.memberName(memberId), id: String(memberId) },
      club: { key, name },
      mqttUrl: this.config.broker?.hubUrl ?? null,
    };
  }

  /** @throws ApiError 400 SIGNING_REQUEST_… */
  async renew({ id }: Hub, { csr }: Renewal): Promise<HubCertificate> {
    const { answer, note } = await this.certificates.make(id, csr);
    await this.database.hubs.addCertificate(note);
    return answer;
  }

  async find({ memberId }: Account): Promise<FoundHubs> {
    return { hubs: (await this.database.hubs.hubsOf(memberId)).map(foundHub) };
  }

  /** A hub of somebody else is answered like one that is not there. @throws ApiError 404 HUB_UNKNOWN */
  async removeOwn({ memberId }: Account, id: string): Promise<void> {
    const hub = await this.database.hubs.hub(id);
    if (hub?.memberId !== memberId) throw unknownHub(id);
    await this.remove(hub);
  }

  async remove({ id }: Hub): Promise<void> {
    await this.database.hubs.removeHub(id, Math.floor(this.clock()));
    await this.certificates.publishRevoked();
    this.changed.notify();
  }
}

const tooMany = (): ApiError =>
  new ApiError(
    HttpStatus.CONFLICT,
    'HUB_TOO_MANY',
    `A household has ${MOST_HUBS} hubs at most.`,
    'Unlink one that is not used any more on the page of the account, or ask the co-op for help.',
  );

const taken = (): ApiError =>
  new ApiError(
    HttpStatus.CONFLICT,
    'HUB_TAKEN',
    'This hub belongs to another household.',
    'Let its former owner unlink it, or ask the co-op for help.',
  );
