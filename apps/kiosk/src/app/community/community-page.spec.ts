import { describe, expect, it } from 'vitest';
import { FakeBackEnd } from '../back-end.fake';
import { FakeHub } from '../now/hub.fake';
import { openPage } from '../open-page.fake';
import { fakeSummary, fakeValues } from '../report/reports.fake';
import { CommunityPage } from './community-page';
import { localPence } from './local-money';

const NOW = Date.UTC(2026, 10, 23, 12) / 1_000;

function backEnd(): FakeBackEnd {
  const generation = { id: 1, kind: 'generation', unit: 'kWh', intervalS: 1_800, startTime: 1, points: 9 };
  return new FakeBackEnd()
    .json('GET club/daily', { summaries: [fakeSummary('2026-11-22', { score: 94, stars: 5 })] })
    .json('GET club/monthly', { summaries: [fakeSummary('2026-10', { useKWh: 90 }), fakeSummary('2026-11')] })
    .json('GET club/live', {
      time: NOW - 60,
      generationW: 25_000,
      clubW: 40_000,
      tariff: 'midday',
      marginalPencePerKWh: 10,
    })
    .json('GET series', { series: [generation] })
    .json('GET series/1/values', fakeValues(1, NOW, [2, null, 3]));
}

function open(back: FakeBackEnd) {
  const hub = new FakeHub();
  hub.timeS.set(NOW);
  return openPage(CommunityPage, back, { hub });
}

describe('CommunityPage', () => {
  it('tells the score of the newest day, what the hydro made, and the money that stayed', async () => {
    const { texts } = await open(backEnd());
    expect(texts('.words h2')).toEqual(['On 22 November the community scored']);
    expect(texts('.points')[0]).toContain('94 of 100');
    const [day] = texts('hub-club-tiles');
    for (const figure of ['5.00 kWh', '4.00 kWh', '80% of what the hydro made', '40% of it hydro', '28p']) {
      expect(day).toContain(figure);
    }
  });

  it('says what the club does now, as an estimate, and not for longer than it is worth', async () => {
    const { hub, texts, settled } = await open(backEnd());
    expect(texts('.live')).toEqual(['Now, estimated: hydro 25.0 kW, community 40.0 kW']);
    hub.timeS.set(NOW + 7_200);
    await settled();
    expect(texts('.live')).toEqual([]);
  });

  it('shows a month that is chosen in the chart', async () => {
    const { page, texts, settled } = await open(backEnd());
    expect(texts('.month')).toEqual(['November 2026']);
    const plot = page.querySelector('.plot');
    plot?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft' }));
    plot?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }));
    await settled();
    expect(texts('.month')).toEqual(['October 2026']);
  });
});

describe('localPence', () => {
  it('is not known where a band does not say', () => {
    expect(localPence(fakeSummary('2026-11'))).toBe(28);
    const silent = { midday: { useKWh: 1, hydroKWh: 1, costPence: 7 } };
    expect(localPence(fakeSummary('2026-11', { bands: silent }))).toBeUndefined();
  });
});
