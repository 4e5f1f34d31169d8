import { join } from 'node:path';
import { isIdentity } from '@hub/adapters/identity';
import { removeIfExists, writeFileAtomic, readIfExists } from '@hub/adapters/system';
import { LinkFile } from '@hub/contracts';
import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { OneAtATime } from '@hub/nest-http';
import { BehaviorSubject, type Observable } from 'rxjs';
import type { HubConfig } from '../config/config';
import { CONFIG } from '../ports/ports';
import { FOREIGN_LINK, isForeign } from './foreign-link';
import { IdentityService } from '../device/identity.service';
import { CurrentFaults } from '../device/current-faults';
import type { Link } from './link';

const LINK = 'link.json';
const CERTIFICATE = 'certificate.pem';
const SERVER_CA = 'server-ca.pem';

/** The link on the disk: there whole or not at all, whenever the power goes. */
@Injectable()
export class LinkStore implements OnModuleInit {
  private readonly logger = new Logger('link');
  private readonly link = new BehaviorSubject<Link | null>(null);
  private readonly writes = new OneAtATime();
  private readonly dir: string;

  /** Emits the link that holds, at once and after each change. */
  readonly changed: Observable<Link | null> = this.link;

  constructor(
    private readonly identity: IdentityService,
    private readonly faults: CurrentFaults,
    @Inject(CONFIG) config: HubConfig,
  ) {
    this.dir = join(config.dataDir, 'link');
  }

  async onModuleInit(): Promise<void> {
    try {
      const link = await this.load();
      if (link && (await this.isOwn(link))) this.link.next(link);
      else if (link) this.faults.note('link', FOREIGN_LINK);
    } catch (error) {
      this.logger.error(error, 'the link cannot be read: the hub counts as not linked');
    }
  }

  get current(): Link | null {
    return this.link.value;
  }

  /** What the link rests on is written first, `link.json` last. */
  save(link: Link): Promise<void> {
    return this.writes.run(async () => {
      await this.writeCertificate(link);
      await writeFileAtomic(this.at(LINK), `${JSON.stringify(link.file)}\n`, READABLE);
      this.faults.note('link', null);
      this.link.next(link);
    });
  }

  /** A newer certificate for the same link; nothing when the link is gone meanwhile. */
  renew(certificate: string, serverCa: string): Promise<void> {
    return this.writes.run(async () => {
      if (!this.current) return;
      const link = { ...this.current, certificate, serverCa };
      await this.writeCertificate(link);
      this.link.next(link);
    });
  }

  drop(): Promise<void> {
    return this.writes.run(async () => {
      for (const name of [LINK, CERTIFICATE, SERVER_CA]) await removeIfExists(this.at(name));
      this.link.next(null);
    });
  }

  /** A hub without an identity cannot tell, and cannot use it either. */
  private async isOwn(link: Link): Promise<boolean> {
    const identity = await this.identity.read();
    return !isIdentity(identity) || !isForeign(link, identity);
  }

  private async writeCertificate({ certificate, serverCa }: Link): Promise<void> {
    await writeFileAtomic(this.at(SERVER_CA), serverCa, READABLE);
    await writeFileAtomic(this.at(CERTIFICATE), certificate, READABLE);
  }

  private async load(): Promise<Link | null> {
    const [text, certificate, serverCa] = await Promise.all(
      [LINK, CERTIFICATE, SERVER_CA].map((name) => readIfExists(this.at(name))),
    );
    if (text === undefined || certificate === undefined || serverCa === undefined) return null;
    return { file: LinkFile.parse(JSON.parse(text)), certificate, serverCa };
  }

  private readonly at = (name: string): string => join(this.dir, name);
}

/** None of it is secret: the key lies elsewhere. */
const READABLE = 0o644;
