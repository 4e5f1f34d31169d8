import type { FeedStore } from '@hub/domain/series';
import { Inject, Injectable } from '@nestjs/common';
import type { HubConfig } from '../config/config';
import { CONFIG, FEED_STORE } from '../ports/ports';
import { DirectoryService } from './directory.service';
import { answer, type EmoncmsPorts } from './emoncms-api';
import type { EmoncmsAnswer, EmoncmsRequest } from './exchange';
import { InputDirectory } from './input-directory.service';

@Injectable()
export class EmoncmsService {
  private readonly ports: EmoncmsPorts;

  constructor(
    @Inject(FEED_STORE) store: FeedStore,
    @Inject(CONFIG) config: HubConfig,
    directory: DirectoryService,
    inputs: InputDirectory,
  ) {
    this.ports = {
      store,
      timezone: config.timeZone,
      feeds: () => directory.all(),
      directory,
      take: (message) => inputs.take(message),
      inputs: () => inputs.all(),
      setProcessList: (inputId, text) => inputs.setProcessList(inputId, text),
    };
  }

  answer(request: EmoncmsRequest): Promise<EmoncmsAnswer> {
    return answer(this.ports, request);
  }
}
