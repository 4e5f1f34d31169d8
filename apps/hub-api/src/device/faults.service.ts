import type { ProblemView } from '@hub/contracts';
import { Inject, Injectable } from '@nestjs/common';
import type { HubConfig } from '../config/config';
import { CONFIG } from '../ports/ports';
import { startFault, statusFaults } from './faults';
import { readTexts } from './status-file';

/** Everything that is wrong with this hub as far as its other parts say. */
@Injectable()
export class FaultsService {
  constructor(@Inject(CONFIG) private readonly config: HubConfig) {}

  async list(): Promise<ProblemView[]> {
    const { runDir, system } = this.config;
    const [atStart, statuses] = await Promise.all([readTexts(system.faultsDir), readTexts(runDir, '.json')]);
    return [
      ...[...atStart].flatMap(([name, text]) => startFault(name, text) ?? []),
      ...[...statuses.values()].flatMap(statusFaults),
    ];
  }
}
