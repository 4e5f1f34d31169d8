import { describe, expect, it, vi } from 'vitest';
import { FakeBackEnd } from '../back-end.fake';
import { fakeForecast } from '../forecast/forecast.fake';
import { openPage } from '../open-page.fake';
import { SAVE_FILE } from '../report/csv';
import { daySpan } from '../report/half-hours';
import { fakeSummary, fakeValues } from '../report/reports.fake';
import { HouseholdPage } from './household-page';

const days = ['2026-11-20', '2026-11-21', '2026-11-22'];

function backEnd(): FakeBackEnd {
  const { startS } = daySpan('2026-11-22');
  const half = Array.from({ length: 48 }, (_, index) => (index === 3 ? null : 0.25));
  const series = (['estimated', 'use', 'hydro'] as const).map((kind, index) => ({
    id: index + 1,
    kind,
    unit: 'kWh',
    intervalS: 1_800,
    startTime: 1,
    points: 9,
  }));
  return new FakeBackEnd()
    .json('GET household/daily', { summaries: days.map((day) => fakeSummary(day)) })
    .json('GET household/monthly', { summaries: [fakeSummary('2026-10'), fakeSummary('2026-11', { useKWh: 30 })] })
    .json('GET club/forecast', fakeForecast())
    .json('GET series', { series })
    .json('GET series/1/values', fakeValues(1, startS, half))
    .json('GET series/2/values', fakeValues(2, startS, half))
    .json('GET series/3/values', fakeValues(3, startS, half));
}

async function open(back: FakeBackEnd) {
  const save = vi.fn();
  return { ...(await openPage(HouseholdPage, back, { providers: [{ provide: SAVE_FILE, useValue: save }] })), save };
}

describe('HouseholdPage', () => {
  it('opens with the newest settled day and its half-hours', async () => {
    const { page, text } = await open(backEnd());
    expect(text('.period h2')).toBe('Sunday 22 November 2026');
    expect(text('hub-summary-tiles')).toContain('10.0 kWh');
    expect(text('hub-summary-tiles')).toContain('40%');
    expect(page.querySelectorAll('hub-stack-chart tbody tr')).toHaveLength(48);
    expect(text('hub-stack-chart tbody tr:nth-child(4)')).toContain('Not known');
  });

  it('goes to earlier days and not beyond the newest', async () => {
    const { page, text, click } = await open(backEnd());
    expect(page.querySelectorAll<HTMLButtonElement>('.step')[1]?.disabled).toBe(true);
    await click('.step');
    expect(text('.period h2')).toBe('Saturday 21 November 2026');
    expect(page.querySelectorAll<HTMLButtonElement>('.step')[1]?.disabled).toBe(false);
  });

  it('shows the days of a month; those to come are neither zero nor missing', async () => {
    const { page, text, click } = await open(backEnd());
    await click('hub-choice input[value=month]');
    expect(text('.period h2')).toBe('November 2026');
    const rows = Array.from(page.querySelectorAll('hub-stack-chart tbody tr'), (row) => row.textContent);
    expect(rows).toHaveLength(30);
    expect([rows[18], rows[21], rows[22]].map((row) => row?.includes('Not yet known'))).toEqual([false, false, true]);
    expect(rows[18]).toContain('Not known');
    expect(rows[21]).toContain('Sunday 22 November 2026');
  });

  it('saves what it shows', async () => {
    const { click, save } = await open(backEnd());
    await click('.plain');
    expect(save).toHaveBeenCalledWith('cydynni-2026-11-22-kwh.csv', expect.stringContaining('00:00–00:30,known,'));
  });

  it('waits for the first settled day', async () => {
    const { text } = await open(backEnd().json('GET household/daily', { summaries: [] }));
    expect(text('.empty')).toContain('The first settled day has not arrived yet');
  });
});
