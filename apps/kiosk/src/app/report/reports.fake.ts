import { type DayHalfHour, type DayView, type SeriesKind, type SummaryView } from '@hub/contracts';
import { type CalendarDay, dayStart } from '@hub/domain/time';
import { HOUSE_ZONE } from '@hub/ui';
import { type FakeBackEnd } from '../back-end.fake';

/** A summary of one band unless told: 10 kWh, 4 of them hydro at 7 p, 6 bought at 10 p. */
export function fakeSummary(period: string, of: Partial<SummaryView> = {}): SummaryView {
  return {
    period,
    days: 1,
    bands: { midday: { useKWh: 10, hydroKWh: 4, costPence: 88, hydroPence: 28 } },
    useKWh: 10,
    hydroKWh: 4,
    energyPence: 88,
    standingChargePence: 17.8,
    vatPence: 5.29,
    billPence: 111,
    savedPence: 32,
    score: 76,
    stars: 3,
    missing: 0,
    estimated: 0,
    ...of,
  };
}

/** A day of one band whose half-hours are these, from midnight on. Nothing is known that is not given. */
export function fakeDay(day: CalendarDay, halfHours: readonly Partial<DayHalfHour>[]): DayView {
  const startS = dayStart(day, HOUSE_ZONE);
  return {
    day,
    bands: [{ band: 'midday', startMinute: 0, importPencePerKWh: 10, hydroPencePerKWh: 7 }],
    halfHours: halfHours.map((given, index) => ({
      time: startS + index * 1_800,
      band: 'midday',
      useKWh: null,
      hydroKWh: null,
      hydroPence: null,
      importPence: null,
      estimated: false,
      ...given,
    })),
    standingChargePence: 17.8,
    vatPermille: 50,
  };
}

/** Reports that a back end has: those of days are cut to what is asked for, those of months are all of them. */
export function answerReports(
  back: FakeBackEnd,
  of: 'household' | 'club',
  days: readonly SummaryView[],
  months: readonly SummaryView[],
): FakeBackEnd {
  return back
    .answer(`GET ${of}/daily`, ({ query }) => {
      const [from, to] = [query.get('from') ?? '', query.get('to') ?? '9999'];
      return { status: 200, body: { summaries: days.filter(({ period }) => period >= from && period <= to) } };
    })
    .json(`GET ${of}/monthly`, { summaries: months });
}

/** Series that a back end has, each cut to the time that is asked for. */
export function answerSeries(
  back: FakeBackEnd,
  series: Partial<Record<SeriesKind, readonly [startS: number, values: readonly (number | null)[]]>>,
): FakeBackEnd {
  const kept = Object.entries(series).map(([kind, [startS, values]], index) => ({
    id: index + 1,
    kind,
    startS,
    values,
  }));
  for (const { id, startS, values } of kept) {
    back.answer(`GET series/${id}/values`, ({ query }) => {
      const [start, end] = [Number(query.get('start')), Number(query.get('end'))];
      const points = values.map((value, index) => [startS + index * 1_800, value] as const);
      const within = points.filter(([time]) => time >= start && time < end);
      return { status: 200, body: { seriesId: id, unit: 'kWh', intervalS: 1_800, points: within } };
    });
  }
  return back.json('GET series', {
    series: kept.map(({ id, kind, startS, values }) => ({
      ...{ id, kind, unit: 'kWh', intervalS: 1_800, startTime: startS, points: values.length },
    })),
  });
}
