import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PeriodicTask } from '@hub/nest-http';
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { HubConfig } from '../config/config';
import { CONFIG } from '../ports/ports';

/** The agent takes a report for stale after three minutes. */
const EVERY_MS = 60_000;

/** Whether a load that this hub switches runs at this moment. */
export type LoadProbe = () => boolean;

/**
 * Tells the update agent whether a load that the hub switches is running, so that a restart does not interrupt it. What
 * switches loads makes itself known by {@link watch}; a hub that switches none has none running.
 */
@Injectable()
export class LoadReportService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('loads');
  private readonly probes = new Set<LoadProbe>();
  private readonly reports = new PeriodicTask(() => this.report().then(() => undefined), { everyMs: EVERY_MS });
  private failed = false;

  constructor(@Inject(CONFIG) private readonly config: HubConfig) {}

  watch(probe: LoadProbe): void {
    this.probes.add(probe);
  }

  onApplicationBootstrap(): Promise<void> {
    this.reports.start();
    return this.report();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.reports.stop();
  }

  /** Also to be called when a load starts or ends. Never throws: without a report the agent waits, and goes on later. */
  async report(): Promise<void> {
    const { requestDir } = this.config.system;
    const file = join(requestDir, 'controlled-load.json');
    const running = [...this.probes].some((probe) => probe());
    try {
      await mkdir(requestDir, { recursive: true });
      await writeFile(`${file}.new`, JSON.stringify({ running, loads: this.probes.size }));
      await rename(`${file}.new`, file);
      this.failed = false;
    } catch (error) {
      if (!this.failed) this.logger.warn(`the update agent is not told about loads: ${String(error)}`);
      this.failed = true;
    }
  }
}
