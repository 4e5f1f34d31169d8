import type { HealthCheck, Probe, ServerHealth } from '@hub/contracts';
import { Inject, Injectable } from '@nestjs/common';
import type { ServerConfig } from '../config/config';
import { CycleService } from '../cycle/cycle.service';
import { CONFIG } from '../ports/ports';
import type { SyncResult } from '../sync/club-sync.service';
import { type DataAge, DataAgeService } from './data-age.service';
import { PartsHealth } from './parts-health';

/** While the database is away. */
const UNKNOWN_AGE: DataAge = { generationAgeS: null, useAgeS: null, members: 0, membersLate: 0 };

@Injectable()
export class HealthService {
  constructor(
    private readonly parts: PartsHealth,
    private readonly cycle: CycleService,
    private readonly dataAge: DataAgeService,
    @Inject(CONFIG) private readonly config: ServerConfig,
  ) {}

  async deep(): Promise<ServerHealth> {
    const { lastEnd, lastSync } = this.cycle.state();
    const database = await this.parts.database();
    const data = database.status === 'ok' ? await this.dataAge.age().catch(() => UNKNOWN_AGE) : UNKNOWN_AGE;
    const checks = {
      database,
      series: this.parts.series(),
      broker: this.parts.broker(),
      epower: this.epower(),
      data: lastSync ? this.dataAge.check(data, lastSync.rejected) : ({ status: 'ok' } as const),
    };
    const allOk = Object.values(checks).every(({ status }) => status === 'ok');
    return {
      status: checks.database.status === 'down' ? 'down' : allOk ? 'ok' : 'degraded',
      version: this.config.version,
      uptimeS: Math.floor(process.uptime()),
      checks,
      data,
      cycle: lastEnd && lastSync ? cycleView(lastEnd, lastSync) : null,
    };
  }

  async ready(): Promise<Probe> {
    const { status } = await this.parts.database();
    return status === 'ok' ? { status: 'ok' } : { status: 'down', waitingFor: ['database'] };
  }

  /** Settled data are a day old anyway: a settlement server that is away for a while degrades nothing else. */
  private epower(): HealthCheck {
    const { lastSync, fault } = this.cycle.state();
    if (fault !== undefined) return { status: 'degraded', detail: fault };
    const failed = Object.entries(lastSync?.failed ?? {});
    if (failed.length === 0) return { status: 'ok' };
    return { status: 'degraded', detail: failed.map(([code, count]) => `${code} for ${count}`).join(', ') };
  }
}

const cycleView = (end: Date, { sources, changed, rejected, failed }: SyncResult): ServerHealth['cycle'] => ({
  endedAt: Math.floor(end.getTime() / 1000),
  ...{ sources, changed, rejected, failed },
});
