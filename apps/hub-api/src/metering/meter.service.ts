import { advance, type MeterNow, type MeterReading } from '@hub/domain/metering';
import { Inject, Injectable } from '@nestjs/common';
import { Subject } from 'rxjs';
import { CLOCK, type Clock } from '../ports/ports';

/** What is known of the household's meter now. */
@Injectable()
export class MeterService {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  private state: MeterNow | null = null;
  private readonly changes = new Subject<void>();

  /** Emits after each message of a meter. */
  readonly changed = this.changes.asObservable();

  get now(): MeterNow | null {
    return this.state;
  }

  take(reading: MeterReading): void {
    this.state = advance(this.state, reading, this.clock());
    this.changes.next();
  }

  /** Takes what an earlier run knew, unless this one knows something newer. */
  restore(earlier: MeterNow): void {
    if (this.state !== null && (this.state.time ?? 0) >= (earlier.time ?? 0)) return;
    this.state = earlier;
    this.changes.next();
  }
}
