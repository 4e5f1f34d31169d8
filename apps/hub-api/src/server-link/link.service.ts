import { CommunityError } from '@hub/adapters/community';
import { enrolmentKeyOf, enrolmentProof, type Identity } from '@hub/adapters/identity';
import type { LinkRequest } from '@hub/contracts';
import { ApiError, OneAtATime } from '@hub/nest-http';
import { HttpStatus, Inject, Injectable } from '@nestjs/common';
import type { HubConfig } from '../config/config';
import { CLOCK, type Clock, CONFIG } from '../ports/ports';
import { IdentityService } from '../device/identity.service';
import { fitsKey } from './foreign-link';
import type { Link } from './link';
import { LinkStore } from './link.store';
import { localAddresses } from '../device/network';
import { ServerService } from './server.service';
import { refusedBy } from './server-refusal';

/** Links the hub to a household's CydYnni account, and gives the link up. */
@Injectable()
export class LinkService {
  private readonly changes = new OneAtATime();

  constructor(
    private readonly identity: IdentityService,
    private readonly server: ServerService,
    private readonly links: LinkStore,
    @Inject(CONFIG) private readonly config: HubConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Sends the password to the server once and keeps nothing of it. Repeating a link that was cut half-way gives a new certificate
   * for the same key.
   *
   * @throws ApiError 409 ALREADY_LINKED or HUB_NO_SERVER, 502/503 for the server's troubles, its own words for a refusal
   */
  link(request: LinkRequest): Promise<void> {
    return this.changes.run(async () => {
      if (this.links.current) throw alreadyLinked();
      const identity = await this.identity.required();
      const link = await this.server
        .unauthenticated((server, serverUrl) =>
          server
            .enrol({
              hubId: identity.hubId,
              csr: identity.requestPem,
              proof: enrolmentProof(enrolmentKeyOf(identity), identity.hubId, identity.requestPem),
              email: request.email,
              password: request.password,
              localAddresses: localAddresses(),
              version: this.config.version,
            })
            .then((enrolled): Link => {
              const { certificate, serverCa, household, club, mqttUrl } = enrolled;
              checkCertificate(certificate, identity);
              const linkedAt = Math.floor(this.clock());
              const about = { hubId: identity.hubId, serverUrl, mqttUrl, club, linkedAt };
              const whose = { household: household.name, ...(household.id && { householdId: household.id }) };
              return { file: { format: 1, ...about, ...whose }, certificate, serverCa };
            }),
        )
        .catch(refusedBy);
      await this.links.save(link);
    });
  }

  /** The server is told where it can be; here the link ends in any case. */
  unlink(): Promise<void> {
    return this.changes.run(async () => {
      if (!this.links.current) return;
      const server = await this.server.linked();
      await server?.leave().catch(() => undefined);
      await this.links.drop();
    });
  }
}

/** A certificate that does not fit the hub's key would end every later connection. @throws CommunityError */
export function checkCertificate(pem: string, { keyPem }: Pick<Identity, 'keyPem'>): void {
  if (fitsKey(pem, keyPem)) return;
  throw new CommunityError(
    'SERVER_NOT_UNDERSTOOD',
    'The server sent a certificate that is not for this hub.',
    'Try again later; if it stays, tell the co-operative.',
  );
}

const alreadyLinked = (): ApiError =>
  new ApiError(
    HttpStatus.CONFLICT,
    'ALREADY_LINKED',
    'This hub is linked to an account already.',
    'Give that link up first, then link it again.',
  );
