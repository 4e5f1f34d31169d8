import { loggerOptions } from '@hub/nest-http';
import { type DynamicModule, Module, StandardSchemaValidationPipe } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import { LoggerModule } from 'nestjs-pino';
import { AccessModule } from './access/access.module';
import { AccountsModule } from './accounts/accounts.module';
import { EnrolmentModule } from './enrolment/enrolment.module';
import type { ServerConfig } from './config/config';
import { CycleModule } from './cycle/cycle.module';
import { DocsController } from './docs/docs.controller';
import { FleetModule } from './fleet/fleet.module';
import { ForecastModule } from './forecast/forecast.module';
import { HealthModule } from './health/health.module';
import { HistoryModule } from './history/history.module';
import { ErrorFilter } from './http/error.filter';
import { LegacyModule } from './legacy/legacy.module';
import { PortsModule } from './ports/ports.module';
import { SeriesModule } from './series/series.module';
import { SummaryModule } from './summary/summary.module';
import { TariffsModule } from './tariffs/tariffs.module';
import { TeamKeysModule } from './team-keys/team-keys.module';

@Module({})
export class AppModule {
  static with(config: ServerConfig): DynamicModule {
    return {
      module: AppModule,
      imports: [
        LoggerModule.forRoot(loggerOptions(config)),
        PortsModule.with(config),
        SeriesModule,
        AccessModule,
        AccountsModule,
        EnrolmentModule,
        FleetModule,
        CycleModule,
        HistoryModule,
        SummaryModule,
        ForecastModule,
        TariffsModule,
        TeamKeysModule,
        LegacyModule,
        HealthModule,
      ],
      controllers: [DocsController],
      providers: [
        { provide: APP_FILTER, useClass: ErrorFilter },
        { provide: APP_PIPE, useFactory: () => new StandardSchemaValidationPipe() },
      ],
    };
  }
}
