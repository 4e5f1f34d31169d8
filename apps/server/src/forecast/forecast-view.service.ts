import type { ClubForecast, ClubLive } from '@hub/contracts';
import { HALF_HOUR_S } from '@hub/domain/time';
import { ApiError } from '@hub/nest-http';
import { HttpStatus, Injectable } from '@nestjs/common';
import type { ForecastSlot } from '@hub/domain/community';
import { ForecastService } from './forecast.service';

/** Forecast and present as the API tells them. */
@Injectable()
export class ForecastViewService {
  constructor(private readonly forecasts: ForecastService) {}

  async forecast(): Promise<ClubForecast> {
    const forecast = await this.forecasts.current();
    if (forecast === undefined) throw nothingSettled();
    const { madeAt, generationBasis, demandBasis, slots } = forecast;
    return {
      madeAt,
      intervalS: HALF_HOUR_S,
      generationBasis,
      demandBasis: demandBasis ?? null,
      slots: slots.map(slotView),
    };
  }

  async live(): Promise<ClubLive> {
    const now = await this.forecasts.now();
    if (now === undefined) throw nothingSettled();
    const { time, band, hydroShare, marginalPence } = now.slot;
    return { time, ...now.live, band, hydroShare, marginalPencePerKWh: known(marginalPence) };
  }
}

function slotView(slot: ForecastSlot): ClubForecast['slots'][number] {
  const generationWh = known(slot.generationWh);
  return {
    time: slot.time,
    band: slot.band,
    generationW: generationWh === null ? null : generationWh * 2,
    demandW: slot.demandWh * 2,
    hydroPencePerKWh: known(slot.prices.hydroPencePerKWh),
    importPencePerKWh: known(slot.prices.importPencePerKWh),
    hydroShare: slot.hydroShare,
    marginalPencePerKWh: known(slot.marginalPence),
  };
}

const known = (value: number): number | null => (Number.isNaN(value) ? null : value);

const nothingSettled = (): ApiError =>
  new ApiError(
    HttpStatus.SERVICE_UNAVAILABLE,
    'SERVER_NOTHING_SETTLED',
    'No half-hour of the club is settled yet.',
    'Try again after the first round of fetching; GET /health tells when it ended.',
  );
