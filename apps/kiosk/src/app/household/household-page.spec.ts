import { waitFor } from '@testing-library/dom';
import { describe, expect, it, vi } from 'vitest';
import { FakeBackEnd } from '../back-end.fake';
import { openPage, rowsOf } from '../open-page.fake';
import { SAVE_FILE } from '../report/csv';
import { answerReports, fakeDay, fakeSummary } from '../report/reports.fake';
import { Address } from '../routing/address';
import { TestBed } from '@angular/core/testing';

const DAYS = ['2026-10-31', '2026-11-20', '2026-11-21', '2026-11-22'];

function backEnd(): FakeBackEnd {
  const back = new FakeBackEnd();
  const months = [fakeSummary('2026-10'), fakeSummary('2026-11', { useKWh: 30 })];
  answerReports(
    back,
    'household',
    DAYS.map((day, index) => fakeSummary(day, { useKWh: 10 + index })),
    months,
  );
  // A quarter of a kilowatt-hour each half-hour, the fourth unknown.
  const use = { useKWh: 0.25, hydroKWh: 0.05, hydroPence: 0.35, importPence: 2 };
  const halfHours = Array.from({ length: 48 }, (_, index) => (index === 3 ? {} : use));
  for (const day of DAYS) back.json(`GET household/daily/${day}`, fakeDay(day, halfHours));
  // A day before the readings began.
  const nothing = halfHours.map(() => ({}));
  return back.json('GET household/daily/2026-11-01', fakeDay('2026-11-01', nothing));
}

async function open(query = '', back = backEnd()) {
  const save = vi.fn();
  const opened = await openPage(`/household${query}`, back, { providers: [{ provide: SAVE_FILE, useValue: save }] });
  const titled = (name: string) => opened.page.findByRole('heading', { level: 2, name });
  const rows = async () => rowsOf((await opened.page.findAllByRole('table', { hidden: true }))[0] ?? opened.root);
  return { ...opened, save, titled, rows, here: () => TestBed.inject(Address).here() };
}

describe('HouseholdPage', () => {
  it('opens with the newest settled day and its half-hours', async () => {
    const { root, rows, titled } = await open();
    await titled('Sunday 22 November 2026');
    await waitFor(() => expect(root.textContent).toContain('13.0 kWh'));
    expect(root.textContent).toContain('31%');
    await waitFor(async () => expect(await rows()).toHaveLength(48));
    expect((await rows())[3]?.join()).toContain('Not known');
    expect((await rows())[4]?.join()).toContain('0.25 kWh');
  });

  it('says what each half-hour cost', async () => {
    const { rows } = await open('?unit=pounds');
    await waitFor(async () => expect(await rows()).toHaveLength(48));
    expect((await rows())[3]?.join()).toContain('Not known');
    expect((await rows())[4]?.join()).toMatch(/0\.35p|0\.4p/);
  });

  it('says why there are no half-hours', async () => {
    const { page } = await open('', backEnd().refuse('GET household/daily/2026-11-22', 503, 'LINK_NEEDED'));
    await page.findByText(/not linked/);
  });

  it('waits for its days where the months came first', async () => {
    const { page } = await open('', backEnd().silence('GET household/daily'));
    expect(await page.findByRole('heading', { level: 2, name: '…' })).toBeTruthy();
    expect(page.getByRole('button', { name: 'Earlier' })).toHaveProperty('disabled', true);
  });

  it('goes to earlier days and not beyond the newest, and the address says where', async () => {
    const { page, user, root, titled, here } = await open();
    await titled('Sunday 22 November 2026');
    expect(page.getByRole('button', { name: 'Later' })).toHaveProperty('disabled', true);
    await user.click(page.getByRole('button', { name: 'Earlier' }));
    await titled('Saturday 21 November 2026');
    expect(here()).toBe('/household?date=2026-11-21');
    await waitFor(() => expect(root.textContent).toContain('12.0 kWh'));
    await user.click(page.getByRole('button', { name: 'Later' }));
    await titled('Sunday 22 November 2026');
    expect(here()).toBe('/household');
  });

  it('shows what the address says: day, month, unit', async () => {
    const { page, titled } = await open('?period=month&date=2026-10&unit=pounds');
    await titled('October 2026');
    expect(page.getByRole('radio', { name: 'Month' })).toHaveProperty('checked', true);
    expect(page.getByRole('radio', { name: '£' })).toHaveProperty('checked', true);
  });

  it.each(['?date=2026-02-30', '?date=2031-01-01', '?period=decade'])('shows the newest day for %s', async (query) => {
    const { titled } = await open(query);
    await titled('Sunday 22 November 2026');
  });

  it('shows the days of a month; those to come are neither zero nor missing', async () => {
    const { page, user, rows, titled } = await open();
    await titled('Sunday 22 November 2026');
    await user.click(page.getByRole('radio', { name: 'Month' }));
    await titled('November 2026');
    await waitFor(async () => expect(await rows()).toHaveLength(30));
    const days = await rows();
    expect([days[18], days[21], days[22]].map((row) => row?.includes('Not yet known'))).toEqual([false, false, true]);
    expect(days[18]).toContain('Not known');
    expect(days[21]?.[0]).toBe('Sunday 22 November 2026');
  });

  it('opens a day of the month with the keyboard, and Back leads to the month', async () => {
    const { page, user, harness, titled, here, rows } = await open('?period=month');
    await titled('November 2026');
    await waitFor(async () => expect(await rows()).toHaveLength(30));
    const chart = await page.findByRole('slider', { name: 'Electricity by time' });
    chart.focus();
    await user.keyboard('{Home}{Enter}');
    await titled('Sunday 1 November 2026');
    expect(here()).toBe('/household?date=2026-11-01');
    expect(document.activeElement).toBe(page.getByRole('slider', { name: 'Electricity by time' }));
    await harness.navigateByUrl('/household?period=month');
    await titled('November 2026');
  });

  it('saves what it shows', async () => {
    const { page, user, save, rows } = await open();
    await waitFor(async () => expect(await rows()).toHaveLength(48));
    await user.click(page.getByRole('button', { name: 'Download as CSV' }));
    expect(save).toHaveBeenCalledWith('cydynni-2026-11-22-kwh.csv', expect.stringContaining('00:00–00:30,known,'));
  });

  it('waits for the first settled day', async () => {
    const { page } = await open('', answerReports(new FakeBackEnd(), 'household', [], []));
    await page.findByText(/The first settled day has not arrived yet/);
  });
});
