import { ExportOutline, ExportProgress } from '@hub/contracts';
import { Answers, Needs } from '@hub/nest-http';
import { Controller, Get, Header, StreamableFile } from '@nestjs/common';
import * as z from 'zod/mini';
import { CurrentPerson } from '../access/person';
import type { Session } from '../access/session.store';
import { DataExport } from './data-export.service';

const ZIP = 'application/zip';

/** What the hub keeps of its household, to be taken along. */
@Controller('api/v1/your-data')
export class YourDataController {
  constructor(private readonly exports: DataExport) {}

  @Get('export')
  @Needs('system.manage', { freshPassword: true })
  @Answers('How much an export of everything would hold', ExportOutline)
  outline(): ExportOutline {
    return this.exports.outline();
  }

  @Get('export/progress')
  @Needs('system.manage')
  @Answers('How far the download of an export is', ExportProgress)
  progress(): ExportProgress {
    return this.exports.progress();
  }

  @Get('export.zip')
  @Needs('system.manage', { freshPassword: true })
  @Header('cache-control', 'no-store')
  @Answers('Everything of the household as one zip archive; README.html in it says what is where', z.string(), {
    contentType: ZIP,
  })
  async download(@CurrentPerson() owner: Session): Promise<StreamableFile> {
    const { stream, name } = await this.exports.start(owner.name);
    return new StreamableFile(stream, { type: ZIP, disposition: `attachment; filename="${name}"` });
  }
}
