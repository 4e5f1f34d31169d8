import { join } from 'node:path';
import { writeFileAtomic, readIfExists } from '@hub/adapters/system';
import { ClubForecast } from '@hub/contracts';
import { HALF_HOUR_S, type Instant } from '@hub/domain/time';
import { OneAtATime } from '@hub/nest-http';
import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import * as z from 'zod/mini';
import type { HubConfig } from '../config/config';
import { CONFIG } from '../ports/ports';

const Kept = z.object({ format: z.literal(1), at: z.number(), club: z.string(), forecast: ClubForecast });
export type KeptForecast = z.infer<typeof Kept>;

/** Newer forecasts go to the card this seldom: what is kept need only bridge a start. */
const WRITE_EVERY_S = 6 * 3600;

/** The newest forecast that the server sent, also after a start. */
@Injectable()
export class ForecastStore implements OnModuleInit {
  private readonly logger = new Logger('community');
  private readonly path: string;
  private readonly writes = new OneAtATime();
  private kept: KeptForecast | null = null;
  private writtenAt = -Infinity;

  constructor(@Inject(CONFIG) config: HubConfig) {
    this.path = join(config.dataDir, 'community/forecast.json');
  }

  async onModuleInit(): Promise<void> {
    try {
      const text = await readIfExists(this.path);
      if (text === undefined) return;
      this.kept = Kept.parse(JSON.parse(text));
      this.writtenAt = this.kept.at;
    } catch (error) {
      this.logger.warn(`no forecast is kept: ${String(error)}`);
    }
  }

  /** The last one of this club; undefined where there is none. */
  of(club: string): KeptForecast | undefined {
    return this.kept?.club === club ? this.kept : undefined;
  }

  take(club: string, forecast: ClubForecast, at: Instant): void {
    this.kept = { format: 1, at, club, forecast };
    if (at - this.writtenAt < WRITE_EVERY_S) return;
    this.writtenAt = at;
    const text = `${JSON.stringify(this.kept)}\n`;
    this.writes.run(() => writeFileAtomic(this.path, text)).catch((error: unknown) => this.logger.error(error));
  }
}

/** Whether one of a forecast's half-hours holds this moment. */
export const covers = ({ slots }: ClubForecast, now: Instant): boolean =>
  slots.some(({ time }) => time <= now && now < time + HALF_HOUR_S);
