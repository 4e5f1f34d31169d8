import { Readable } from 'node:stream';
import { FeedAccepted, FeedData, FeedList, RowNumber } from '@hub/contracts';
import { Controller, Get, HttpCode, Param, Post, Query, Res, StreamableFile } from '@nestjs/common';
import { Answers, Needs } from '@hub/nest-http';
import { DataQuery } from './data-query';
import { FeedsService } from './feeds.service';

/** What is needed of Fastify's reply. */
interface Reply {
  type(contentType: string): unknown;
}

@Controller('api/v1/feeds')
export class FeedsController {
  constructor(private readonly feeds: FeedsService) {}

  @Get()
  @Needs('home.read')
  @Answers('Every feed with its newest point', FeedList)
  list(): FeedList {
    return this.feeds.list();
  }

  @Get(':id/data')
  @Needs('home.read')
  @Answers('Points of a feed; with format=csv as lines of instant,local,value', FeedData, {
    alsoText: 'text/csv',
  })
  async data(
    @Param('id', { schema: RowNumber }) id: number,
    @Query({ schema: DataQuery }) query: DataQuery,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<Buffer | StreamableFile> {
    const { bytes, type } = await this.feeds.data(id, query);
    reply.type(type);
    return Buffer.isBuffer(bytes) ? bytes : new StreamableFile(Readable.from(bytes, { objectMode: false }), { type });
  }

  @Post(':id/accept-truncated')
  @HttpCode(200)
  @Needs('data.change')
  @Answers('Lets a feed that lost points of its file go on with what is left', FeedAccepted)
  acceptTruncated(@Param('id', { schema: RowNumber }) id: number): Promise<FeedAccepted> {
    return this.feeds.acceptTruncated(id);
  }
}
