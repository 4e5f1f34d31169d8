import { TestBed } from '@angular/core/testing';
import { waitFor } from '@testing-library/dom';
import { describe, expect, it } from 'vitest';
import { FakeBackEnd } from '../back-end.fake';
import { FakeHub } from '../home/hub.fake';
import { openPage } from '../open-page.fake';
import { daySpan } from '../report/half-hours';
import { answerReports, answerSeries, fakeSummary } from '../report/reports.fake';
import { Address } from '../routing/address';
import { localPence } from './local-money';

const NOW = Date.UTC(2026, 10, 23, 12) / 1_000;

function backEnd(): FakeBackEnd {
  const back = new FakeBackEnd().json('GET club/live', {
    time: NOW - 60,
    generationW: 25_000,
    clubW: 40_000,
    tariff: 'midday',
    marginalPencePerKWh: 10,
  });
  answerReports(
    back,
    'club',
    [fakeSummary('2026-11-22', { score: 94, stars: 5 })],
    [fakeSummary('2026-10', { useKWh: 90 }), fakeSummary('2026-11')],
  );
  // Generation of the newest day only: 2 and 3 kWh, with a gap between them.
  return answerSeries(back, { generation: [daySpan('2026-11-22').startS, [2, null, 3]] });
}

function open(query = '') {
  const hub = new FakeHub();
  hub.timeS.set(NOW);
  return openPage(`/community${query}`, backEnd(), { hub });
}

describe('CommunityPage', () => {
  it('tells the score of the newest day, what the hydro made, and the money that stayed', async () => {
    const { page, root } = await open();
    await page.findByRole('heading', { name: 'On 22 November the community scored' });
    for (const figure of [
      '94 of 100',
      '5.00 kWh',
      '4.00 kWh',
      '80% of what the hydro generated',
      '40% of it hydro',
      '28p',
    ]) {
      await waitFor(() => expect(root.textContent).toContain(figure));
    }
  });

  it('says what the club does now, as an estimate, and not for longer than it is worth', async () => {
    const { hub, page, root } = await open();
    await waitFor(() => expect(root.textContent).toMatch(/Now, estimated: hydro 25.0 kW, community 40.0 kW/));
    hub.timeS.set(NOW + 7_200);
    await waitFor(() => expect(root.textContent).not.toContain('Now, estimated'));
    expect(page.getByRole('heading', { name: 'Community' })).toBeDefined();
  });

  it('shows a month that is chosen in the chart, and the address says which', async () => {
    const { page, user } = await open();
    await page.findByRole('heading', { name: 'November 2026' });
    page.getByRole('slider').focus();
    await user.keyboard('{ArrowLeft}{Enter}');
    await page.findByRole('heading', { name: 'October 2026' });
    expect(TestBed.inject(Address).here()).toBe('/community?month=2026-10');
  });

  it('opens with the month and the unit of the address', async () => {
    const { page } = await open('?month=2026-10&unit=pounds');
    await page.findByRole('heading', { name: 'October 2026' });
    expect(page.getByRole('radio', { name: '£' })).toHaveProperty('checked', true);
  });
});

describe('localPence', () => {
  it('is not known where a band does not say', () => {
    expect(localPence(fakeSummary('2026-11'))).toBe(28);
    const silent = { midday: { useKWh: 1, hydroKWh: 1, costPence: 7 } };
    expect(localPence(fakeSummary('2026-11', { bands: silent }))).toBeUndefined();
  });
});
