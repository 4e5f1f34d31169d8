import { type Arrival, type IncomingMessage, MESSAGE_PARSERS, type MessageKind, type Parsed } from '@hub/contracts';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { HubConfig } from '../config/config';
import { SystemClock } from '../ports/system-clock';
import { CONFIG, SYSTEM_CLOCK } from '../ports/ports';
import { grouped } from './grouped';
import { IngestCounters } from './ingest-counters';
import { Registrar } from './registrar';
import { RejectionLog } from './rejection-log';

/** Where a message came from. */
export interface Origin {
  /** A topic or an address, for the log; no key in it. */
  readonly where: string;
  /** Who sent it, where the transport says so. */
  readonly account?: string;
}

/** The one way in for readings: parse, count, store. Synchronous, so that nothing queues up here: the broker waits instead. */
@Injectable()
export class IngestService {
  private readonly logger = new Logger('ingest');
  private readonly log = new RejectionLog((note) =>
    this.logger.warn(note, `refused: ${note.reason} (${note.count} since the last such line)`),
  );

  constructor(
    private readonly registrar: Registrar,
    private readonly counters: IngestCounters,
    @Inject(CONFIG) private readonly config: HubConfig,
    @Inject(SYSTEM_CLOCK) private readonly clock: SystemClock,
  ) {}

  /** Takes a message of the broker and says what was in it. Never throws: whatever is wrong with it is counted by reason. */
  take(kind: MessageKind, message: Omit<IncomingMessage, keyof Arrival>): Parsed {
    const arrival = this.arrival();
    const parsed = this.parse(kind, { ...message, ...arrival });
    this.accept(parsed, { where: message.topic });
    return parsed;
  }

  /** When and where a reading arrives now. */
  arrival(): Arrival {
    return { receivedAt: this.clock.now(), zone: this.config.timeZone, clockUnset: this.clock.isUnset() };
  }

  /** Stores what a message of any transport brought, and counts what it could not. */
  accept({ readings, rejections, meter }: Parsed, from: Origin): void {
    for (const reason of rejections) this.refuse(reason, from);
    if (readings.length === 0) return;
    this.counters.accepted += 1;
    if (meter) this.clock.raise(meter.time);
    const groups = grouped(readings);
    if (groups.length > 1) for (const { source, points } of groups) this.registrar.see(source, points);
    for (const { source, points } of groups) {
      const refused = this.registrar.write(source, points, from.account);
      if (refused) this.refuse(refused, from);
    }
  }

  private parse(kind: MessageKind, message: IncomingMessage): Parsed {
    try {
      return MESSAGE_PARSERS[kind](message);
    } catch (error) {
      this.logger.error(error, 'the parser failed');
      return { readings: [], rejections: ['bad-shape'] };
    }
  }

  private refuse(reason: string, { where }: Origin): void {
    this.counters.reject(reason);
    this.log.note(reason, where, this.clock.now());
  }
}
