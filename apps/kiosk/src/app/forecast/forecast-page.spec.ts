import { describe, expect, it } from 'vitest';
import { FakeBackEnd } from '../back-end.fake';
import { FakeHub } from '../now/hub.fake';
import { openPage } from '../open-page.fake';
import { fakeForecast, NOON } from './forecast.fake';
import { ForecastPage } from './forecast-page';

async function open(back: FakeBackEnd) {
  const hub = new FakeHub();
  hub.timeS.set(NOON + 60);
  const { text, settled, ...opened } = await openPage(ForecastPage, back, { hub });
  const settledText = (selector: string) => settled().then(() => text(selector));
  return { ...opened, text: settledText };
}

describe('ForecastPage', () => {
  it('says the verdict, until when, why, and what comes next', async () => {
    const { text } = await open(new FakeBackEnd().json('GET club/forecast', fakeForecast()));
    expect(await text('.verdict')).toBe('Fair time');
    expect(await text('.until')).toBe('until 16:00');
    expect(await text('.why')).toBe('Midday price; the hydro is all in use. 10p a unit.');
    expect(await text('.next')).toBe('Next good time: 20:00, 2.75p a unit cheaper');
  });

  it('follows the house’s clock', async () => {
    const { hub, text } = await open(new FakeBackEnd().json('GET club/forecast', fakeForecast(0)));
    expect(await text('.why')).toContain('Hydro is strong: it covers the whole community. 7p a unit.');
    hub.timeS.set(NOON + 4.5 * 3_600);
    expect(await text('.verdict')).toBe('Better wait');
    expect(await text('.until')).toBe('until 20:00');
  });

  it('offers every half-hour as text', async () => {
    const { page } = await open(new FakeBackEnd().json('GET club/forecast', fakeForecast()));
    const rows = Array.from(page.querySelectorAll('tbody tr'), (row) =>
      Array.from(row.children, (cell) => cell.textContent.trim()),
    );
    expect(rows.length).toBeGreaterThanOrEqual(48);
    expect(rows[8]).toEqual(['16:00–16:30', 'Better wait', 'Evening', '14p a unit', '20.0 kW', '40.0 kW']);
  });

  it('is read half-hour by half-hour with the arrow keys', async () => {
    const { page, text } = await open(new FakeBackEnd().json('GET club/forecast', fakeForecast()));
    const plot = page.querySelector('.plot');
    expect(plot?.getAttribute('aria-valuetext')).toContain('12:00–12:30, Fair time');
    plot?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', cancelable: true }));
    expect(await text('figcaption .time')).toBe('12:30–13:00');
    plot?.dispatchEvent(new KeyboardEvent('keydown', { key: 'End', cancelable: true }));
    await text('figcaption');
    expect(plot?.getAttribute('aria-valuetext')).toContain('Overnight');
  });

  it('leads to Setup while the hub is not linked', async () => {
    const { page, text } = await open(new FakeBackEnd().refuse('GET club/forecast', 503, 'LINK_NEEDED'));
    expect(await text('hub-fault-notice')).toContain('This hub is not linked to a CydYnni account yet');
    expect(page.querySelector('hub-fault-notice a')?.getAttribute('href')).toBe('/setup');
    expect(await text('hub-day-strip')).toBeUndefined();
  });

  it('keeps the last forecast when a later one does not come, and says so', async () => {
    const backEnd = new FakeBackEnd().json('GET club/forecast', fakeForecast());
    const { text } = await open(backEnd);
    backEnd.refuse('GET club/forecast', 500, 'SERVER_FAULT').pass();
    await new Promise((resolve) => setTimeout(resolve));
    expect(await text('hub-fault-notice')).toContain('message of SERVER_FAULT');
    expect(await text('.verdict')).toBe('Fair time');
  });
});
