import { RowNumber, SeriesList, SeriesManifest, SeriesValues } from '@hub/contracts';
import { Answers, WindowQuery } from '@hub/nest-http';
import { Controller, Get, Headers, Param, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { type Caller, From } from '../access/caller';
import { ForHousehold } from '../access/guards';
import { AnswersBytes } from '../http/answers-bytes';
import { HistoryService } from './history.service';

/** What is needed of Fastify's reply. */
interface Reply {
  status(code: number): unknown;
  headers(values: Readonly<Record<string, string>>): unknown;
}

@ForHousehold({ isPublic: true })
@Controller('api/v1/series')
export class HistoryController {
  constructor(private readonly history: HistoryService) {}

  @Get()
  @Answers('Series of the club, and of the household whose key is sent', SeriesList)
  list(@From() caller: Caller): Promise<SeriesList> {
    return this.history.list(caller);
  }

  @Get(':id')
  @Answers('What a series holds, with a checksum for each block of its bytes', SeriesManifest)
  @ApiParam({ name: 'id', schema: { type: 'integer', minimum: 1 } })
  manifest(@Param('id', { schema: RowNumber }) id: number, @From() caller: Caller): Promise<SeriesManifest> {
    return this.history.manifest(id, caller);
  }

  @Get(':id/data')
  @AnswersBytes('Little-endian 32-bit floats; takes Range and If-Range, answers with ETag and Content-Digest')
  @ApiParam({ name: 'id', schema: { type: 'integer', minimum: 1 } })
  async data(
    @Param('id', { schema: RowNumber }) id: number,
    @Headers() { range, 'if-range': ifRange }: Readonly<Record<string, string | undefined>>,
    @From() caller: Caller,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<StreamableFile> {
    const { status, headers, body } = await this.history.data(id, caller, range, ifRange);
    reply.status(status);
    reply.headers(headers);
    return new StreamableFile(body, { length: body.length });
  }

  @Get(':id/values')
  @Answers('Half-hours of a series from start up to end', SeriesValues)
  @ApiParam({ name: 'id', schema: { type: 'integer', minimum: 1 } })
  values(
    @Param('id', { schema: RowNumber }) id: number,
    @Query({ schema: WindowQuery }) { start, end }: WindowQuery,
    @From() caller: Caller,
  ): Promise<SeriesValues> {
    return this.history.values(id, caller, start, end);
  }
}
