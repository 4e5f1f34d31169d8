import { Injectable } from '@nestjs/common';

/** What became of messages and points since the start. */
@Injectable()
export class IngestCounters {
  accepted = 0;
  stored = 0;
  dropped = 0;
  private readonly reasons = new Map<string, number>();

  reject(reason: string, count = 1): void {
    this.reasons.set(reason, (this.reasons.get(reason) ?? 0) + count);
  }

  get rejected(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.reasons);
  }
}
