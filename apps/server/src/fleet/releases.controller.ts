import { Readable } from 'node:stream';
import { NewRelease, ReleaseList, type ReleaseManifest, ReleaseView, VersionText } from '@hub/contracts';
import { Answers } from '@hub/nest-http';
import {
  Body,
  Controller,
  Get,
  Headers,
  HttpCode,
  HttpStatus,
  Param,
  Post,
  Put,
  Res,
  StreamableFile,
} from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { TeamOnly } from '../access/team-guard';
import { AnswersBytes } from '../http/answers-bytes';
import { ReleasesService } from './releases.service';

@Controller('api/v1/releases')
export class ReleasesController {
  constructor(private readonly releases: ReleasesService) {}

  @Get()
  @TeamOnly('release')
  @Answers('Releases, newest first', ReleaseList)
  list(): Promise<ReleaseList> {
    return this.releases.list();
  }

  @Post()
  @TeamOnly('release')
  @Answers('Announce a release by its manifest; its bundle follows', ReleaseView)
  add(@Body({ schema: NewRelease }) manifest: ReleaseManifest): Promise<ReleaseView> {
    return this.releases.add(manifest);
  }

  @Put(':version/bundle')
  @TeamOnly('release')
  @HttpCode(HttpStatus.OK)
  @ApiConsumes('application/octet-stream')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @Answers('The bundle of a release; kept when it has the size and sum of the manifest', ReleaseView)
  upload(@Param('version', { schema: VersionText }) version: string, @Body() body: unknown): Promise<ReleaseView> {
    return this.releases.upload(version, body instanceof Readable ? body : undefined);
  }

  @Get(':version/bundle')
  @AnswersBytes('The bundle of a release; takes Range and If-Range. Open to everybody: it is signed')
  async download(
    @Param('version', { schema: VersionText }) version: string,
    @Headers() { range, 'if-range': ifRange }: Readonly<Record<string, string | undefined>>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const { status, headers, body } = await this.releases.download(version, range, ifRange);
    void reply.status(status).headers(headers);
    return new StreamableFile(body ?? Readable.from([]));
  }
}
