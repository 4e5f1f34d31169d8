import { type SeriesKind, type SeriesValues, type SummaryView } from '@hub/contracts';
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

/** Half-hours from `start`; null where nothing is known. */
export function fakeValues(seriesId: number, start: number, values: readonly (number | null)[]): SeriesValues {
  return {
    seriesId,
    unit: 'kWh',
    intervalS: 1_800,
    points: values.map((value, index) => [start + index * 1_800, value]),
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
      const all = fakeValues(id, startS, values);
      return { status: 200, body: { ...all, points: all.points.filter(([time]) => time >= start && time < end) } };
    });
  }
  return back.json('GET series', {
    series: kept.map(({ id, kind, startS, values }) => ({
      ...{ id, kind, unit: 'kWh', intervalS: 1_800, startTime: startS, points: values.length },
    })),
  });
}
