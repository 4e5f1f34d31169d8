import { createHash } from 'node:crypto';
import { DEVICE_PREFIX, rightsOf } from '@hub/adapters/mosquitto';
import type { GatewayAccess } from '@hub/contracts';
import { ApiError } from '@hub/nest-http';
import { HttpStatus, Inject, Injectable } from '@nestjs/common';
import { AuditService } from '../access/audit.service';
import { BrokerAccounts } from '../broker-accounts/broker-accounts.service';
import type { HubConfig } from '../config/config';
import { CONFIG } from '../ports/ports';
import { AuthorityService } from '../secure-page/authority.service';

/** The name in the broker's certificate. */
const HOST = 'cydynni.local';
const NAME_LETTERS = 12;

/** Accounts of meter gateways, which reach the broker by TLS alone. */
@Injectable()
export class GatewaysService {
  constructor(
    private readonly accounts: BrokerAccounts,
    private readonly audit: AuditService,
    private readonly authority: AuthorityService,
    @Inject(CONFIG) private readonly config: HubConfig,
  ) {}

  /** One account for each serial number: a gateway that is paired again gets another password. @throws ApiError 503 */
  async pair(serial: string, by: string): Promise<GatewayAccess> {
    const authority = await this.authority.certificate();
    if (authority === undefined) throw unavailable();
    const { publish = [], subscribe = [] } = rightsOf(`gateway-${serial}`) ?? {};
    const username = accountOf(serial);
    const { password } = await this.accounts.create(username, { publishes: publish, subscribes: subscribe }, by);
    await this.audit.note(by, 'device-added', `gateway ${serial}`);
    const { gatewayPort: port } = this.config.broker;
    return { serial, host: HOST, port, username, password, authority, topics: [...publish] };
  }

  async forget(serial: string, by: string): Promise<void> {
    await this.accounts.revoke(accountOf(serial));
    await this.audit.note(by, 'device-forgotten', `gateway ${serial}`);
  }
}

const unavailable = (): ApiError =>
  new ApiError(
    HttpStatus.SERVICE_UNAVAILABLE,
    'GATEWAYS_UNAVAILABLE',
    'The hub does not know the certificate that gateways have to trust.',
    'Start the hub again; if this stays, write the card again with the newest image.',
  );

/** A serial number may hold what a broker's account name may not. */
const accountOf = (serial: string): string =>
  `${DEVICE_PREFIX}gw-${createHash('sha256').update(serial).digest('hex').slice(0, NAME_LETTERS)}`;
