import { join } from 'node:path';
import { readIfExists, writeFileAtomic } from '@hub/adapters/system';
import { datedTariff, TariffView } from '@hub/contracts';
import type { DatedTariff } from '@hub/domain/tariff';
import { OneAtATime } from '@hub/nest-http';
import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import * as z from 'zod/mini';
import type { HubConfig } from '../config/config';
import { CONFIG } from '../ports/ports';

const Kept = z.object({ format: z.literal(1), club: z.string(), tariffs: z.array(TariffView) });

interface ClubTariffs {
  readonly club: string;
  readonly tariffs: readonly DatedTariff[];
}

/** The tariffs that the server sent last, also after a start. Written when they change: a few times a year. */
@Injectable()
export class TariffStore implements OnModuleInit {
  private readonly logger = new Logger('tariff');
  private readonly path: string;
  private readonly writes = new OneAtATime();
  private text: string | undefined;
  private kept: ClubTariffs | null = null;

  constructor(@Inject(CONFIG) config: HubConfig) {
    this.path = join(config.dataDir, 'community/tariffs.json');
  }

  async onModuleInit(): Promise<void> {
    try {
      this.text = await readIfExists(this.path);
      if (this.text === undefined) return;
      const { club, tariffs } = Kept.parse(JSON.parse(this.text));
      this.kept = { club, tariffs: tariffs.map(datedTariff) };
    } catch (error) {
      this.logger.warn(`the tariffs kept cannot be read: ${String(error)}`);
    }
  }

  /** Undefined where none of this club were ever sent. */
  of(club: string): readonly DatedTariff[] | undefined {
    return this.kept?.club === club && this.kept.tariffs.length > 0 ? this.kept.tariffs : undefined;
  }

  /** True where they differ from those that were kept. */
  take(club: string, tariffs: readonly TariffView[]): boolean {
    const text = `${JSON.stringify({ format: 1, club, tariffs })}\n`;
    if (text === this.text) return false;
    this.text = text;
    this.kept = { club, tariffs: tariffs.map(datedTariff) };
    this.writes.run(() => writeFileAtomic(this.path, text)).catch((error: unknown) => this.logger.error(error));
    return true;
  }
}
