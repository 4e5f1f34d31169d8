import { X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import type { CommunityServer } from '@hub/adapters/community';
import { readIfExists } from '@hub/adapters/system';
import { UpdateStatus } from '@hub/contracts';
import { isRenewalDue } from '@hub/domain/provisioning';
import { Inject, Injectable } from '@nestjs/common';
import type { HubConfig } from '../config/config';
import { CLOCK, type Clock, CONFIG } from '../ports/ports';
import { IdentityService } from '../device/identity.service';
import { checkCertificate } from './link.service';
import { LinkStore } from './link.store';
import { localAddresses } from '../device/network';

/** Tells the server that the hub is there, and keeps its certificate young. */
@Injectable()
export class ContactService {
  constructor(
    private readonly identity: IdentityService,
    private readonly links: LinkStore,
    @Inject(CONFIG) private readonly config: HubConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws CommunityError */
  async report(server: CommunityServer): Promise<void> {
    const update = await this.update();
    await server.contact({ version: this.config.version, localAddresses: localAddresses(), update });
    await this.renew(server);
  }

  /** While most of its life is over, and before it ends. The key stays. */
  private async renew(server: CommunityServer): Promise<void> {
    const link = this.links.current;
    if (!link) return;
    const { validFrom, validTo } = new X509Certificate(link.certificate);
    const life = { from: Date.parse(validFrom) / 1000, to: Date.parse(validTo) / 1000 };
    if (!isRenewalDue(life, this.clock())) return;
    const identity = await this.identity.required();
    const { certificate, serverCa } = await server.renew({ csr: identity.requestPem });
    checkCertificate(certificate, identity);
    await this.links.renew(certificate, serverCa);
  }

  /** What the update agent says; null where it says nothing. */
  private async update(): Promise<UpdateStatus | null> {
    try {
      const text = await readIfExists(join(this.config.runDir, 'update.json'));
      return text === undefined ? null : UpdateStatus.parse(JSON.parse(text));
    } catch {
      return null;
    }
  }
}
