import type { CommunityDatabase } from '@hub/adapters/server-database';
import { datedTariff, type TariffEntry, type TariffList, tariffView, type TariffView } from '@hub/contracts';
import { type CalendarDay, calendarDay } from '@hub/domain/time';
import { ApiError } from '@hub/nest-http';
import { HttpStatus, Inject, Injectable, Logger } from '@nestjs/common';
import type { ServerConfig } from '../config/config';
import { ForecastService } from '../forecast/forecast.service';
import { type Clock, CLOCK, CONFIG, DATABASE } from '../ports/ports';

/** Tariffs of the club, as the team enters them. */
@Injectable()
export class TariffsService {
  private readonly logger = new Logger('tariffs');

  constructor(
    @Inject(DATABASE) private readonly database: CommunityDatabase,
    private readonly forecasts: ForecastService,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: ServerConfig,
  ) {}

  async list(): Promise<TariffList> {
    return { tariffs: (await this.database.tariffs()).map(tariffView) };
  }

  /** @throws ApiError 409 SERVER_TARIFF_HELD for one that has held, unless it is to be corrected */
  async set(fromDay: CalendarDay, entry: TariffEntry, correct: boolean, by: string): Promise<TariffView> {
    if (!correct) await this.refuseHeld(fromDay);
    const tariff = datedTariff({ ...entry, fromDay });
    await this.database.setTariff(tariff);
    this.changed({ msg: 'tariff set', fromDay, name: entry.name, by });
    return tariffView(tariff);
  }

  /** @throws ApiError 409 SERVER_TARIFF_HELD, 404 SERVER_TARIFF_UNKNOWN */
  async remove(fromDay: CalendarDay, by: string): Promise<TariffList> {
    await this.refuseHeld(fromDay);
    if (!(await this.database.removeTariff(fromDay)))
      throw new ApiError(
        HttpStatus.NOT_FOUND,
        'SERVER_TARIFF_UNKNOWN',
        `No tariff begins on ${fromDay}.`,
        'GET /api/v1/club/tariffs lists the tariffs.',
      );
    this.changed({ msg: 'tariff removed', fromDay, by });
    return this.list();
  }

  /** Bills were made by a tariff that has held. A new price is a new tariff. */
  private async refuseHeld(fromDay: CalendarDay): Promise<void> {
    const today = calendarDay(this.clock(), this.config.timeZone);
    const held = fromDay <= today && (await this.database.tariffs()).some((tariff) => tariff.fromDay === fromDay);
    if (!held) return;
    throw new ApiError(
      HttpStatus.CONFLICT,
      'SERVER_TARIFF_HELD',
      `The tariff of ${fromDay} has held already: bills were made by it.`,
      'Enter a tariff of a later day, or correct this one with correct=true.',
    );
  }

  private changed(what: object): void {
    this.forecasts.forget();
    this.logger.log(what);
  }
}
