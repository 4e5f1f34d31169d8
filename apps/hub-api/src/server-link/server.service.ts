import { type CommunityServer, openCommunity } from '@hub/adapters/community';
import { HttpStatus, Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { HubConfig } from '../config/config';
import { ApiError } from '@hub/nest-http';
import { CONFIG } from '../ports/ports';
import { IdentityService } from '../device/identity.service';
import type { Link } from './link';
import { LinkStore } from './link.store';

/** The way to the CydYnni server. */
@Injectable()
export class ServerService implements OnApplicationShutdown {
  private open: { readonly link: Link; readonly server: CommunityServer } | null = null;

  constructor(
    private readonly links: LinkStore,
    private readonly identity: IdentityService,
    @Inject(CONFIG) private readonly config: HubConfig,
  ) {}

  onApplicationShutdown(): void {
    this.close();
  }

  /** Ends every call under way. */
  close(): void {
    this.open?.server.close();
    this.open = null;
  }

  /** The server as it answers this hub; null while the hub belongs to no account. Calls under way end with their link. */
  async linked(): Promise<CommunityServer | null> {
    const { keyPem: key } = await this.identity.required();
    const link = this.links.current;
    if (this.open !== null && this.open.link === link) return this.open.server;
    this.close();
    if (!link) return null;
    const server = openCommunity({
      url: link.file.serverUrl,
      authorities: [link.serverCa, ...this.configured()],
      hub: { certificate: link.certificate, key },
    });
    this.open = { link, server };
    return server;
  }

  /** Does something with the server without the hub's certificate. @throws ApiError 409 HUB_NO_SERVER, CommunityError */
  async unauthenticated<T>(use: (server: CommunityServer, url: string) => Promise<T>): Promise<T> {
    const { url } = this.config.server;
    if (url === undefined) throw noServer();
    const server = openCommunity({ url, authorities: this.configured() });
    try {
      return await use(server, url);
    } finally {
      server.close();
    }
  }

  private readonly configured = (): string[] =>
    this.config.server.authority === undefined ? [] : [this.config.server.authority];
}

const noServer = (): ApiError =>
  new ApiError(
    HttpStatus.CONFLICT,
    'HUB_NO_SERVER',
    'This hub does not know the address of a CydYnni server.',
    'Put [server] address = "https://…" into cydynni.toml on the card and start the hub again.',
  );
