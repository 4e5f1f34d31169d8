import { type ArchivePart, zipOf } from '@hub/adapters/archive';
import type { ExportOutline, ExportProgress } from '@hub/contracts';
import { calendarDay } from '@hub/domain/time';
import { ApiError } from '@hub/nest-http';
import { HttpStatus, Inject, Injectable } from '@nestjs/common';
import { AuditService } from '../access/audit.service';
import type { HubConfig } from '../config/config';
import { CLOCK, type Clock, CONFIG } from '../ports/ports';
import { HouseholdTables } from './household-tables';
import { type Download, OneDownload, type Tell } from './one-download';
import { Readings } from './readings';
import { readmePage } from './readme';
import { tableParts } from './table-files';

/** Everything of the household as one archive, made while it is downloaded. One at a time. */
@Injectable()
export class DataExport {
  private readonly download = new OneDownload(running);

  constructor(
    private readonly tables: HouseholdTables,
    private readonly readings: Readings,
    private readonly audit: AuditService,
    @Inject(CONFIG) private readonly config: HubConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What the next one would hold; the last one's end is of the past then. */
  outline(): ExportOutline {
    this.download.forget();
    const feeds = this.readings.feeds();
    return { feeds: feeds.length, points: feeds.reduce((sum, { npoints }) => sum + npoints, 0) };
  }

  progress(): ExportProgress {
    return this.download.progress();
  }

  /** @throws ApiError 409 EXPORT_RUNNING */
  async start(owner: string): Promise<Download> {
    const stream = await this.download.run(async (tell) => {
      const { parts, points } = await this.parts(owner, tell);
      await this.audit.note(owner, 'data-exported');
      return { stream: zipOf(parts, new Date(this.clock() * 1000)), all: points };
    });
    return { stream, name: `cydynni-${calendarDay(this.clock(), this.config.timeZone)}.zip` };
  }

  private async parts(owner: string, tell: Tell): Promise<{ readonly parts: ArchivePart[]; readonly points: number }> {
    const tables = await this.tables.all(owner);
    const readings = this.readings.parts(tell);
    const page = readmePage(
      tables.map(({ name }) => name),
      this.config.locale,
    );
    const readme = { name: 'README.html', open: () => [Buffer.from(page)] };
    return { parts: [readme, ...tables.flatMap(tableParts), ...readings.parts], points: readings.points };
  }
}

const running = (): ApiError =>
  new ApiError(
    HttpStatus.CONFLICT,
    'EXPORT_RUNNING',
    'Your data are being downloaded already.',
    'Wait until that download has ended, or stop it, then start again.',
  );
