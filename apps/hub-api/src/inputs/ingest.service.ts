import { type IncomingMessage, MESSAGE_PARSERS, type MessageKind, type Parsed } from '@hub/contracts';
import type { Reading } from '@hub/domain/metering';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { CLOCK, type Clock } from '../ports/ports';
import { grouped } from './grouped';
import { IngestCounters } from './ingest-counters';
import { Registrar } from './registrar';
import { RejectionLog } from './rejection-log';

/** One message: parse, count, store. Synchronous, so that nothing queues up here: the broker waits instead. */
@Injectable()
export class IngestService {
  private readonly logger = new Logger('ingest');
  private readonly log = new RejectionLog((note) =>
    this.logger.warn(note, `refused: ${note.reason} (${note.count} since the last such line)`),
  );

  constructor(
    private readonly registrar: Registrar,
    private readonly counters: IngestCounters,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Takes a message and says what was in it. Never throws: whatever is wrong with it is counted by reason. */
  take(kind: MessageKind, message: Omit<IncomingMessage, 'receivedAt'>): Parsed {
    const receivedAt = this.clock();
    const parsed = this.parse(kind, { ...message, receivedAt });
    for (const reason of parsed.rejections) this.refuse(reason, message.topic, receivedAt);
    if (parsed.readings.length > 0) {
      this.counters.accepted += 1;
      this.store(parsed.readings, message.topic, receivedAt);
    }
    return parsed;
  }

  private parse(kind: MessageKind, message: IncomingMessage): Parsed {
    try {
      return MESSAGE_PARSERS[kind](message);
    } catch (error) {
      this.logger.error(error, 'the parser failed');
      return { readings: [], rejections: ['bad-shape'] };
    }
  }

  private store(readings: readonly Reading[], topic: string, now: number): void {
    const groups = grouped(readings);
    if (groups.length > 1) for (const { source, points } of groups) this.registrar.see(source, points);
    for (const { source, points } of groups) {
      const refused = this.registrar.write(source, points);
      if (refused) this.refuse(refused, topic, now);
    }
  }

  private refuse(reason: string, topic: string, now: number): void {
    this.counters.reject(reason);
    this.log.note(reason, topic, now);
  }
}
