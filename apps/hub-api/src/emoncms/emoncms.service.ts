import type { FeedStore } from '@hub/domain/series';
import { Inject, Injectable } from '@nestjs/common';
import type { HubConfig } from '../config/config';
import { CONFIG, FEED_STORE } from '../ports/ports';
import { answer, type EmoncmsPorts } from './emoncms-api';
import type { EmoncmsAnswer, EmoncmsRequest } from './exchange';
import { FeedPorts } from './feed-ports.service';
import { HubUuid } from './hub-uuid.service';
import { InputPortsService } from './input-ports.service';

/** Answers clients of emoncms with what the hub has. */
@Injectable()
export class EmoncmsService {
  private readonly ports: EmoncmsPorts;

  constructor(
    @Inject(FEED_STORE) store: FeedStore,
    @Inject(CONFIG) config: HubConfig,
    directory: FeedPorts,
    inputs: InputPortsService,
    uuid: HubUuid,
  ) {
    this.ports = {
      store,
      timezone: config.timeZone,
      feeds: () => directory.all(),
      directory,
      uuid: () => uuid.get(),
      ...inputs.ports,
    };
  }

  answer(request: EmoncmsRequest): Promise<EmoncmsAnswer> {
    return answer(this.ports, request);
  }
}
