import type { BrokerMessage } from '@hub/adapters/mqtt';
import type { MessageKind } from '@hub/contracts';
import { advance, type MeterNow, type MeterReading } from '@hub/domain/metering';
import { Inject, Injectable } from '@nestjs/common';
import { Subject } from 'rxjs';
import { IngestService } from '../inputs/ingest.service';
import { CLOCK, type Clock } from '../ports/ports';

/** What is known of the household's meter now. */
@Injectable()
export class MeterService {
  constructor(
    private readonly ingest: IngestService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  private state: MeterNow | null = null;
  private readonly changes = new Subject<void>();

  /** Emits after each message of a meter. */
  readonly changed = this.changes.asObservable();

  get now(): MeterNow | null {
    return this.state;
  }

  /** Stores a message of a meter as readings, and takes what it says of now. */
  hear(kind: MessageKind, message: BrokerMessage): void {
    const { readings, meter } = this.ingest.take(kind, message);
    if (meter && readings.length > 0) this.take(meter);
  }

  /** Takes what an earlier run knew, unless this one knows something newer. */
  restore(earlier: MeterNow): void {
    if (this.state !== null && (this.state.time ?? 0) >= (earlier.time ?? 0)) return;
    this.state = earlier;
    this.changes.next();
  }

  /** What a meter says now. */
  take(reading: MeterReading): void {
    this.state = advance(this.state, reading, this.clock());
    this.changes.next();
  }
}
