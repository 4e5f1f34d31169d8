import { CLUB, type CommunityDatabase, type SeriesKey } from '@hub/adapters/server-database';
import type { SeriesList, SeriesManifest, SeriesValues, SeriesView } from '@hub/contracts';
import type { FeedStore } from '@hub/domain/series';
import { HALF_HOUR_S, type Instant } from '@hub/domain/time';
import { ApiError } from '@hub/nest-http';
import { HttpStatus, Inject, Injectable } from '@nestjs/common';
import { AccessService } from '../access/access.service';
import type { Caller } from '../access/caller';
import { DATABASE, FEED_STORE } from '../ports/ports';
import { HalfHourSeries } from '../series/half-hour-series';
import { byteRange } from '../http/byte-range';
import { BLOCK_BYTES, POINT_BYTES, SeriesSums, sha256 } from './series-sums';

const OF_CLUB = ['generation', 'consumption', 'shared'] as const;
const OF_MEMBER = ['use', 'estimated', 'hydro'] as const;
/** Kinds that hubs know; what the server keeps besides is its own. */
const PUBLISHED = [...OF_CLUB, ...OF_MEMBER];

/** An answer with bytes in it. */
export interface DataAnswer {
  readonly status: HttpStatus;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** The half-hours of the club for everyone, and those of a member with its key. */
@Injectable()
export class HistoryService {
  constructor(
    private readonly access: AccessService,
    @Inject(DATABASE) private readonly database: CommunityDatabase,
    @Inject(FEED_STORE) private readonly store: FeedStore,
    private readonly series: HalfHourSeries,
    private readonly sums: SeriesSums,
  ) {}

  async list(caller: Caller): Promise<SeriesList> {
    const member = await this.access.memberOf(caller);
    const keys = await this.database.series(CLUB, OF_CLUB);
    const own = member === undefined ? [] : await this.database.series(member, OF_MEMBER);
    return { series: [...keys, ...own].flatMap(({ id, kind }) => this.published(id, kind)) };
  }

  async manifest(id: number, caller: Caller): Promise<SeriesManifest> {
    const key = await this.open(id, caller);
    const { bytes, blocks } = await this.sums.of(id);
    return { ...this.view(key), points: bytes / POINT_BYTES, bytes, blockBytes: BLOCK_BYTES, blocks: [...blocks] };
  }

  /** All bytes, or the range that was asked for; a range of data that changed since (`If-Range`) becomes all of them. */
  async data(id: number, caller: Caller, range?: string, ifRange?: string): Promise<DataAnswer> {
    await this.open(id, caller);
    const { bytes: length, etag } = await this.sums.of(id);
    const wanted = ifRange === undefined || ifRange === etag ? byteRange(range, length) : undefined;
    const headers = { etag, 'accept-ranges': 'bytes', 'content-type': 'application/octet-stream' };
    if (wanted === undefined) return answer(HttpStatus.OK, headers, await this.sums.read(id, 0, length));
    if (wanted === 'unsatisfiable') {
      const all = { ...headers, 'content-range': `bytes */${length}` };
      return answer(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE, all, Buffer.alloc(0));
    }
    const part = await this.sums.read(id, wanted.first, wanted.last + 1);
    const where = { ...headers, 'content-range': `bytes ${wanted.first}-${wanted.last}/${length}` };
    return answer(HttpStatus.PARTIAL_CONTENT, where, part);
  }

  async values(id: number, caller: Caller, start: Instant, end: Instant): Promise<SeriesValues> {
    await this.open(id, caller);
    const from = Math.ceil(start / HALF_HOUR_S) * HALF_HOUR_S;
    const { wh } = await this.series.read(id, from, Math.max(Math.ceil((end - from) / HALF_HOUR_S), 0));
    const points = Array.from(wh, (value, slot): [number, number | null] => [
      from + slot * HALF_HOUR_S,
      Number.isNaN(value) ? null : value / 1000,
    ]);
    return { seriesId: id, unit: 'kWh', intervalS: HALF_HOUR_S, points };
  }

  private published(id: number, kind: SeriesKey['kind']): SeriesView[] {
    const shown = PUBLISHED.find((published) => published === kind);
    return shown === undefined ? [] : [this.view({ id, kind: shown })];
  }

  /** A series of somebody else is answered like one that is not there: its number tells nothing. */
  private async open(id: number, caller: Caller): Promise<Pick<SeriesView, 'id' | 'kind'>> {
    const member = await this.access.memberOf(caller);
    const key = await this.database.findSeries(id);
    const shown = PUBLISHED.find((kind) => kind === key?.kind);
    if (key && shown && (key.memberId === CLUB || key.memberId === member)) return { id, kind: shown };
    throw new ApiError(
      HttpStatus.NOT_FOUND,
      'SERVER_SERIES_UNKNOWN',
      `There is no series ${id}.`,
      'GET /api/v1/series lists the series.',
    );
  }

  private view({ id, kind }: Pick<SeriesView, 'id' | 'kind'>): SeriesView {
    const meta = this.store.meta(id);
    return {
      id,
      kind,
      unit: 'kWh',
      intervalS: HALF_HOUR_S,
      startTime: meta?.startTime ?? 0,
      points: meta?.npoints ?? 0,
    };
  }
}

function answer(status: HttpStatus, headers: Readonly<Record<string, string>>, body: Buffer): DataAnswer {
  const digest = `sha-256=:${sha256(body).toString('base64')}:`;
  return { status, headers: { ...headers, 'content-digest': digest }, body };
}
