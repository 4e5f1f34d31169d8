import { Readable } from 'node:stream';
import { FeedAccepted, FeedData, FeedList } from '@hub/contracts';
import { Controller, Get, HttpCode, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { OwnerOnly } from '../access/owner-only';
import { Answers } from '@hub/web-shell';
import { DataQuery, FeedNumber } from './data-query';
import { FeedsService } from './feeds.service';

@Controller('api/v1/feeds')
export class FeedsController {
  constructor(private readonly feeds: FeedsService) {}

  @Get()
  @Answers('Every feed with its newest point', FeedList)
  list(): FeedList {
    return this.feeds.list();
  }

  @Get(':id/data')
  @Answers('Points of a feed; with format=csv as lines of time,value', FeedData)
  data(
    @Param('id', { schema: FeedNumber }) id: number,
    @Query({ schema: DataQuery }) query: DataQuery,
  ): StreamableFile {
    const type = query.format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8';
    return new StreamableFile(Readable.from(this.feeds.data(id, query), { objectMode: false }), { type });
  }

  @Post(':id/accept-truncated')
  @HttpCode(200)
  @OwnerOnly()
  @Answers('Lets a feed that lost points of its file go on with what is left', FeedAccepted)
  acceptTruncated(@Param('id', { schema: FeedNumber }) id: number): Promise<FeedAccepted> {
    return this.feeds.acceptTruncated(id);
  }
}
