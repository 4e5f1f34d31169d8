import type { HealthCheck, IngestHealth } from '@hub/contracts';
import { Injectable } from '@nestjs/common';
import { IngestCounters } from '../inputs/ingest-counters';
import { Registrar } from '../inputs/registrar';

@Injectable()
export class IngestHealthService {
  constructor(
    private readonly counters: IngestCounters,
    private readonly registrar: Registrar,
  ) {}

  /** Whether new inputs find room. */
  inputs(): HealthCheck {
    return this.registrar.check();
  }

  now(): IngestHealth {
    const { accepted, stored, rejected, dropped } = this.counters;
    const { points, limit } = this.registrar.waiting;
    return { accepted, stored, rejected, buffered: { points, limit, dropped } };
  }
}
