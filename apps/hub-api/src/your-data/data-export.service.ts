import type { Readable } from 'node:stream';
import { type ArchivePart, zipOf } from '@hub/adapters/archive';
import type { ExportOutline, ExportProgress } from '@hub/contracts';
import { calendarDay } from '@hub/domain/time';
import { ApiError } from '@hub/nest-http';
import { HttpStatus, Inject, Injectable } from '@nestjs/common';
import { AuditService } from '../access/audit.service';
import type { HubConfig } from '../config/config';
import { CLOCK, type Clock, CONFIG } from '../ports/ports';
import { HouseholdTables } from './household-tables';
import { Readings } from './readings';
import { readmePage } from './readme';
import { tableParts } from './table-files';

interface Download {
  readonly stream: Readable;
  readonly name: string;
}

/** Everything of the household as one archive, made while it is downloaded. One at a time. */
@Injectable()
export class DataExport {
  private state: ExportProgress['state'] = 'idle';
  private readPoints = 0;
  private allPoints = 0;

  constructor(
    private readonly tables: HouseholdTables,
    private readonly readings: Readings,
    private readonly audit: AuditService,
    @Inject(CONFIG) private readonly config: HubConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What the next one would hold; the last one's end is of the past then. */
  outline(): ExportOutline {
    if (this.state !== 'running') this.state = 'idle';
    const feeds = this.readings.feeds();
    return { feeds: feeds.length, points: feeds.reduce((sum, { npoints }) => sum + npoints, 0) };
  }

  progress(): ExportProgress {
    if (this.state === 'idle') return { state: 'idle', share: 0 };
    const share = Math.min(1, this.readPoints / Math.max(1, this.allPoints));
    return { state: this.state, share: this.state === 'done' ? 1 : share };
  }

  /** @throws ApiError 409 EXPORT_RUNNING */
  async start(owner: string): Promise<Download> {
    if (this.state === 'running') throw running();
    const before = this.state;
    this.state = 'running';
    try {
      const parts = await this.parts(owner);
      await this.audit.note(owner, 'data-exported');
      const now = this.clock();
      const stream = zipOf(parts, new Date(now * 1000));
      stream.once('close', () => (this.state = stream.readableEnded ? 'done' : 'broken-off'));
      return { stream, name: `cydynni-${calendarDay(now, this.config.timeZone)}.zip` };
    } catch (error) {
      this.state = before;
      throw error;
    }
  }

  private async parts(owner: string): Promise<ArchivePart[]> {
    const tables = await this.tables.all(owner);
    const readings = this.readings.parts((points) => (this.readPoints += points));
    this.readPoints = 0;
    this.allPoints = readings.points;
    const page = readmePage(
      tables.map(({ name }) => name),
      this.config.locale,
    );
    return [{ name: 'README.html', open: () => [Buffer.from(page)] }, ...tables.flatMap(tableParts), ...readings.parts];
  }
}

const running = (): ApiError =>
  new ApiError(
    HttpStatus.CONFLICT,
    'EXPORT_RUNNING',
    'Your data are being downloaded already.',
    'Wait until that download has ended, or stop it, then start again.',
  );
