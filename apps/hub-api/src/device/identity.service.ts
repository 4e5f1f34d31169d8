import { type Identity, isIdentity, readIdentity } from '@hub/adapters/identity';
import type { Problem } from '@hub/domain/provisioning';
import { HttpStatus, Inject, Injectable } from '@nestjs/common';
import type { HubConfig } from '../config/config';
import { ApiError } from '@hub/nest-http';
import { CONFIG } from '../ports/ports';

/** Who this hub is. Read once; asked for again while it is not there, since the system may still be making it. */
@Injectable()
export class IdentityService {
  private identity: Identity | null = null;

  constructor(@Inject(CONFIG) private readonly config: HubConfig) {}

  async read(): Promise<Identity | Problem> {
    if (this.identity) return this.identity;
    const read = await readIdentity(this.config.identityDir);
    if (isIdentity(read)) this.identity = read;
    return read;
  }

  /** @throws ApiError 503 HUB_NO_IDENTITY */
  async required(): Promise<Identity> {
    const read = await this.read();
    if (isIdentity(read)) return read;
    throw new ApiError(HttpStatus.SERVICE_UNAVAILABLE, read.code, read.message, read.action);
  }
}
