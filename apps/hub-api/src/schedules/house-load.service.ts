import { houseLoad, type Load, type UsedHalfHour } from '@hub/domain/schedules';
import { calendarDay, DAY_S, type Instant, shiftDay } from '@hub/domain/time';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { DayService } from '../community/day.service';
import type { HubConfig } from '../config/config';
import { CONFIG } from '../ports/ports';
import { LinkStore } from '../server-link/link.store';
import { RunLedger } from './run-ledger';

/** Days that the forecast rests on: every weekday once. */
const DAYS = 7;
const AHEAD_S = 2 * DAY_S;
const FRESH_S = 3_600;

/** What the house takes beside its schedules, half-hour by half-hour: from its settled readings. */
@Injectable()
export class HouseLoadService {
  private readonly logger = new Logger('schedules');
  private used: { readonly at: Instant; readonly halfHours: readonly UsedHalfHour[] } | undefined;

  constructor(
    private readonly days: DayService,
    private readonly links: LinkStore,
    private readonly ledger: RunLedger,
    @Inject(CONFIG) private readonly config: HubConfig,
  ) {}

  async ahead(now: Instant): Promise<readonly Load[]> {
    const { timeZone: zone } = this.config;
    if (this.used === undefined || now - this.used.at >= FRESH_S || now < this.used.at) {
      this.used = { at: now, halfHours: await this.lastDays(now) };
    }
    const ran = this.ledger.loads(now - (DAYS + 1) * DAY_S);
    return houseLoad(this.used.halfHours, ran, { from: now, until: now + AHEAD_S, zone });
  }

  /** A day that cannot be read is a day less. */
  private async lastDays(now: Instant): Promise<readonly UsedHalfHour[]> {
    const link = this.links.current?.file;
    if (link === undefined) return [];
    const today = calendarDay(now, this.config.timeZone);
    const days = Array.from({ length: DAYS }, (_, ago) => shiftDay(today, -1 - ago));
    const read = await Promise.allSettled(days.map((day) => this.days.household(day, link)));
    return read.flatMap((day) => {
      if (day.status === 'rejected') this.logger.warn(`a day of the house is not known: ${String(day.reason)}`);
      return day.status === 'rejected'
        ? []
        : day.value.halfHours.flatMap(({ time, useKWh }) => (useKWh === null ? [] : [{ time, wh: useKWh * 1_000 }]));
    });
  }
}
