import type { SummaryView } from '@hub/contracts';
import {
  type CalendarDay,
  calendarDay,
  dayStart,
  daysBetween,
  HALF_HOUR_S,
  type Instant,
  shiftDay,
} from '@hub/domain/time';
import { FakeSeries } from './server/half-hours';
import type { FakeCommunityServer } from './server/fake-community-server';

const ZONE = 'Europe/London';
const DAYS = 1096;

function summary(period: string): SummaryView {
  const useKWh = 8 + (period.charCodeAt(period.length - 1) % 7);
  const band = { useKWh: useKWh / 4, hydroKWh: useKWh / 8, costPence: useKWh * 3, hydroPence: useKWh };
  const bands = { morning: band, midday: band, evening: band, overnight: band };
  const money = { energyPence: useKWh * 12, standingChargePence: 17.8, vatPence: 5, billPence: 120, savedPence: 30 };
  return {
    period,
    days: 1,
    bands,
    useKWh,
    hydroKWh: useKWh / 2,
    ...money,
    score: 70,
    stars: 3,
    missing: 0,
    estimated: 1,
  };
}

/** Gives a server three years up to yesterday: 52,608 half-hours of each series, all days and months. */
export function fillThreeYears(server: FakeCommunityServer, now: Instant): void {
  const today: CalendarDay = calendarDay(now, ZONE);
  const first = shiftDay(today, -DAYS);
  const start = dayStart(first, ZONE);
  const points = (dayStart(today, ZONE) - start) / HALF_HOUR_S;
  server.series = [
    FakeSeries.made(11, 'generation', start, points),
    FakeSeries.made(12, 'consumption', start, points),
    FakeSeries.made(13, 'shared', start, points),
    FakeSeries.made(14, 'use', start, points, 97),
    FakeSeries.made(15, 'estimated', start, points),
    FakeSeries.made(16, 'hydro', start, points, 89),
  ];
  const days = [...daysBetween(first, shiftDay(today, -1))];
  const months = [...new Set(days.map((day) => day.slice(0, 7)))];
  for (const whose of ['household', 'club']) {
    server.summaries[`${whose}/daily`] = days.map(summary);
    server.summaries[`${whose}/monthly`] = months.map(summary);
  }
}
