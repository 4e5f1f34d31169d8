import { type Authority, AuthorityError, publicKeyOfRequest } from '@hub/adapters/authority';
import type { CommunityDatabase, IssuedCertificate } from '@hub/adapters/server-database';
import type { HubCertificate } from '@hub/contracts';
import { ApiError } from '@hub/nest-http';
import { HttpStatus, Inject, Injectable } from '@nestjs/common';
import type { ServerConfig } from '../config/config';
import { AUTHORITY, type Clock, CLOCK, CONFIG, DATABASE, TRUST } from '../ports/ports';

/** A certificate for a hub and what has to be noted of it. */
export interface MadeCertificate {
  readonly answer: HubCertificate;
  readonly note: IssuedCertificate;
}

/** Certificates of hubs: made for the key of a request, under the name that the server says. */
@Injectable()
export class CertificatesService {
  constructor(
    @Inject(AUTHORITY) private readonly authority: Authority,
    @Inject(TRUST) private readonly trust: string,
    @Inject(DATABASE) private readonly database: CommunityDatabase,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: ServerConfig,
  ) {}

  /** @throws ApiError 400 SIGNING_REQUEST_… */
  async make(hubId: string, csr: string): Promise<MadeCertificate> {
    const key = await publicKeyOfRequest(csr).catch((error: unknown) => {
      if (!(error instanceof AuthorityError) || error.code === 'AUTHORITY_FAILED') throw error;
      throw new ApiError(HttpStatus.BAD_REQUEST, error.code, error.message, error.action);
    });
    const { pem, serial, notAfter } = await this.authority.certify(hubId, key, this.config.authority.hubDays);
    const issuedAt = Math.floor(this.clock());
    return {
      answer: { certificate: pem, serverCa: this.trust, notAfter },
      note: { serial, hubId, issuedAt, notAfter },
    };
  }

  /** Brings the list of what is no longer valid up to date; the broker reads it. */
  async publishRevoked(): Promise<void> {
    await this.authority.revoke(await this.database.hubs.revoked(Math.floor(this.clock())));
  }
}
