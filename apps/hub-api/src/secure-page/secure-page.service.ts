import { mkdir, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { isGoodPageCertificate, networkAddresses, readIfExists } from '@hub/adapters/system';
import { pageHosts } from '@hub/domain/provisioning';
import { PeriodicTask } from '@hub/nest-http';
import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { HubConfig } from '../config/config';
import { CLOCK, type Clock, CONFIG } from '../ports/ports';
import { AuthorityService } from './authority.service';
import { SecureServer } from './secure-server';

const EVERY_MS = 10_000;
/** The system needs a moment to make one, and addresses come one after the other. */
const NOT_AGAIN_FOR_MS = 60_000;

/** Answers over TLS as soon as there is a certificate, takes a newer one as it comes, and asks for one in time. */
@Injectable()
export class SecurePage implements OnApplicationShutdown {
  private readonly logger = new Logger('secure-page');
  private readonly task = new PeriodicTask(() => this.look(), { everyMs: EVERY_MS });
  private server: SecureServer | undefined;
  private shown: string | undefined;
  private askedAtMs = -Infinity;

  constructor(
    private readonly authority: AuthorityService,
    @Inject(CONFIG) private readonly config: HubConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Where it answers; null: not at all, or not yet. */
  get port(): number | null {
    return this.server?.port ?? null;
  }

  /** `plain` answers every request. */
  async serve(plain: Server): Promise<void> {
    const { host, securePort: port, certificateFile } = this.config.http;
    if (certificateFile === undefined) return;
    this.server = new SecureServer(plain, { host, port });
    await this.look();
    this.task.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.task.stop();
    await this.server?.close();
  }

  private async look(): Promise<undefined> {
    const pem = await readIfExists(this.config.http.certificateFile ?? '');
    if (pem !== undefined && pem !== this.shown) await this.show(pem);
    const authority = await this.authority.certificate();
    if (authority === undefined) return;
    const hosts = pageHosts(hostname().split('.', 1)[0] ?? '', networkAddresses());
    if (!isGoodPageCertificate(pem ?? '', authority, hosts, this.clock())) await this.ask();
  }

  private async show(pem: string): Promise<void> {
    try {
      await this.server?.use(pem);
      this.shown = pem;
      this.logger.log(`the page answers over TLS at port ${this.port}`);
    } catch (error) {
      this.logger.warn(`the page cannot be shown over TLS: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  /** This process faces the house and has no key of the authority: a unit of the system makes the certificate. */
  private async ask(): Promise<void> {
    const nowMs = performance.now();
    if (nowMs - this.askedAtMs < NOT_AGAIN_FOR_MS) return;
    this.askedAtMs = nowMs;
    const { requestDir } = this.config.system;
    await mkdir(requestDir, { recursive: true });
    await writeFile(join(requestDir, 'page-certificate'), '');
  }
}
