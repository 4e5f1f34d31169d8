import type { BrokerMessage } from '@hub/adapters/mqtt';
import type { MessageKind } from '@hub/contracts';
import { Injectable } from '@nestjs/common';
import { IngestService } from '../inputs/ingest.service';
import { MeterService } from './meter.service';

/** A message of a meter is stored as readings, and tells what the meter says now. */
@Injectable()
export class MeterIngestService {
  constructor(
    private readonly ingest: IngestService,
    private readonly meter: MeterService,
  ) {}

  take(kind: MessageKind, message: BrokerMessage): void {
    const { readings, meter } = this.ingest.take(kind, message);
    if (meter && readings.length > 0) this.meter.take(meter);
  }
}
