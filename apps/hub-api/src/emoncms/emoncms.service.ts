import type { FeedStore } from '@hub/domain/series';
import { Inject, Injectable } from '@nestjs/common';
import type { HubConfig } from '../config/config';
import { IngestCounters } from '../inputs/ingest-counters';
import { Registrar } from '../inputs/registrar';
import { CONFIG, FEED_STORE } from '../ports/ports';
import { DirectoryService } from './directory.service';
import { answer, type EmoncmsPorts } from './emoncms-api';
import type { EmoncmsAnswer, EmoncmsRequest } from './exchange';
import type { InputMessage } from './input-parse';

/** What clients of emoncms send without saying: a new input is stored every 10 s. */
const NEW_INPUT = { unit: '', intervalS: 10, durable: false } as const;

@Injectable()
export class EmoncmsService {
  private readonly ports: EmoncmsPorts;

  constructor(
    @Inject(FEED_STORE) store: FeedStore,
    @Inject(CONFIG) config: HubConfig,
    directory: DirectoryService,
    private readonly registrar: Registrar,
    private readonly counters: IngestCounters,
  ) {
    const take = (message: InputMessage): void => this.take(message);
    this.ports = { store, timezone: config.timeZone, feeds: () => directory.all(), directory, take };
  }

  answer(request: EmoncmsRequest): Promise<EmoncmsAnswer> {
    return answer(this.ports, request);
  }

  private take({ node, time, values }: InputMessage): void {
    this.counters.accepted += 1;
    for (const { name, value } of values) {
      const refused = this.registrar.write({ node, name, ...NEW_INPUT }, [{ time, value }]);
      if (refused) this.counters.reject(refused);
    }
  }
}
