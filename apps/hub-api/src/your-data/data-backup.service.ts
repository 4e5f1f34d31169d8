import { Readable } from 'node:stream';
import { type Sealer, sealerOf, type SizedPart, tarBytes, tarOf } from '@hub/adapters/archive';
import type { BackupOutline, ExportProgress } from '@hub/contracts';
import { calendarDay, type Instant } from '@hub/domain/time';
import { ApiError, OneAtATime } from '@hub/nest-http';
import { HttpStatus, Inject, Injectable } from '@nestjs/common';
import { AuditService } from '../access/audit.service';
import type { Session } from '../access/session.store';
import type { HubConfig } from '../config/config';
import { CLOCK, type Clock, CONFIG } from '../ports/ports';
import { BackupParts, summed, sumsSize } from './backup-parts';
import { type Download, OneDownload, type Tell } from './one-download';

/** Between the passphrase and the download that it is for. */
const PREPARED_FOR_S = 600;

interface Prepared {
  readonly seal: Sealer;
  readonly for: string;
  readonly until: Instant;
}

/**
 * The household as one sealed file, made while it is downloaded. A browser keeps a file only as the answer of an address, where
 * no passphrase may stand: so it comes before, and what it was made into waits for the download that follows.
 */
@Injectable()
export class DataBackup {
  private readonly download = new OneDownload(running);
  /** Each passphrase takes 32 MiB for a moment. */
  private readonly sealing = new OneAtATime();
  private prepared: Prepared | undefined;

  constructor(
    private readonly parts: BackupParts,
    private readonly audit: AuditService,
    @Inject(CONFIG) private readonly config: HubConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async prepare({ name }: Session, passphrase: string): Promise<BackupOutline> {
    const seal = await this.sealing.run(() => sealerOf(passphrase));
    const parts = await this.allParts();
    this.prepared = { seal, for: name, until: this.clock() + PREPARED_FOR_S };
    this.download.forget();
    return { feeds: parts.filter(({ name: file }) => file.endsWith('.dat')).length, bytes: bytesOf(parts) };
  }

  progress(): ExportProgress {
    return this.download.progress();
  }

  /** @throws ApiError 409 BACKUP_RUNNING or BACKUP_NOT_PREPARED */
  async start({ name }: Session): Promise<Download> {
    const stream = await this.download.run(async (tell) => {
      const seal = this.takeSeal(name);
      const parts = await this.allParts();
      await this.audit.note(name, 'data-backed-up');
      const archive = counted(tarOf(summed(parts), this.clock()), tell);
      return { stream: Readable.from(seal(archive), { objectMode: false }), all: bytesOf(parts) };
    });
    return { stream, name: `cydynni-${calendarDay(this.clock(), this.config.timeZone)}.tar.age` };
  }

  private allParts(): Promise<readonly SizedPart[]> {
    return this.parts.all({ version: this.config.version, madeAt: Math.floor(this.clock()) });
  }

  /** For one download: no two files are sealed with one key. */
  private takeSeal(name: string): Sealer {
    const { prepared } = this;
    this.prepared = undefined;
    if (prepared?.for !== name || prepared.until < this.clock()) throw notPrepared();
    return prepared.seal;
  }
}

const bytesOf = (parts: readonly SizedPart[]): number => tarBytes([...parts, sumsSize(parts)]);

async function* counted(bytes: AsyncIterable<Uint8Array>, tell: Tell): AsyncGenerator<Uint8Array> {
  for await (const some of bytes) {
    yield some;
    tell(some.length);
  }
}

const running = (): ApiError =>
  new ApiError(
    HttpStatus.CONFLICT,
    'BACKUP_RUNNING',
    'A backup is being downloaded already.',
    'Wait until that download has ended, or stop it, then start again.',
  );

const notPrepared = (): ApiError =>
  new ApiError(
    HttpStatus.CONFLICT,
    'BACKUP_NOT_PREPARED',
    'There is no passphrase for this backup.',
    'Start the backup on the page Your data: each passphrase is for one download, within ten minutes.',
  );
