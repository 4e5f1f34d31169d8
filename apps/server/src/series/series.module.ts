import { Global, Module } from '@nestjs/common';
import { HalfHourSeries } from './half-hour-series';

/** The half-hours that sync writes and everything else reads. */
@Global()
@Module({ providers: [HalfHourSeries], exports: [HalfHourSeries] })
export class SeriesModule {}
