import { BackupOutline, BackupRequest, ExportOutline, ExportProgress } from '@hub/contracts';
import { Answers, Needs } from '@hub/nest-http';
import { Body, Controller, Get, Header, Post, StreamableFile } from '@nestjs/common';
import * as z from 'zod/mini';
import { CurrentPerson } from '../access/person';
import type { Session } from '../access/session.store';
import { DataBackup } from './data-backup.service';
import { DataExport } from './data-export.service';

const ZIP = 'application/zip';
const AGE = 'application/age';

/** What the hub keeps of its household, to be taken along. */
@Controller('api/v1/your-data')
export class YourDataController {
  constructor(
    private readonly exports: DataExport,
    private readonly backups: DataBackup,
  ) {}

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

  @Post('backup')
  @Needs('system.manage', { freshPassword: true })
  @Answers('Takes the passphrase of the next backup and says what it will hold', BackupOutline)
  prepareBackup(
    @Body({ schema: BackupRequest }) { passphrase }: BackupRequest,
    @CurrentPerson() owner: Session,
  ): Promise<BackupOutline> {
    return this.backups.prepare(owner, passphrase);
  }

  @Get('backup/progress')
  @Needs('system.manage')
  @Answers('How far the download of a backup is', ExportProgress)
  backupProgress(): ExportProgress {
    return this.backups.progress();
  }

  @Get('backup.tar.age')
  @Needs('system.manage', { freshPassword: true })
  @Header('cache-control', 'no-store')
  @Answers(
    'The household for another hub: a tar archive, sealed with the passphrase in the format of age',
    z.string(),
    {
      contentType: AGE,
    },
  )
  async backup(@CurrentPerson() owner: Session): Promise<StreamableFile> {
    const { stream, name } = await this.backups.start(owner);
    return new StreamableFile(stream, { type: AGE, disposition: `attachment; filename="${name}"` });
  }
}
